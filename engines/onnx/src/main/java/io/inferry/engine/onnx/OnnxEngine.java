package io.inferry.engine.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import io.inferry.api.ErrorCode;
import io.inferry.api.ServingException;
import io.inferry.api.engine.Engine;
import io.inferry.api.engine.Inspection;
import io.inferry.api.engine.LoadRequest;
import io.inferry.api.engine.Model;
import io.inferry.api.engine.SingleFile;
import io.inferry.engine.onnx.file.ModelFile;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/**
 * Serves {@code *.onnx} files with ONNX Runtime. The native library starts with the first load; it
 * is unpacked from the jar, or taken from the directory that the system property {@code
 * onnxruntime.native.path} names.
 */
public final class OnnxEngine implements Engine {
    private static final SingleFile FILE = new SingleFile(".onnx");

    private static final String ENVIRONMENT_NAME = "inferry";

    /** For {@link java.util.ServiceLoader}. */
    public OnnxEngine() {}

    @Override
    public String name() {
        return "onnx";
    }

    @Override
    public boolean recognizes(Path artifact) {
        return FILE.isPresent(artifact);
    }

    @Override
    public Inspection inspect(Path artifact) {
        ModelFile file = ModelFile.read(FILE.locate(artifact));
        Specs specs = Specs.of(file.inputs(), file.outputs());
        Map<String, String> facts = new LinkedHashMap<>(file.facts());
        specs.unsupported().forEach((value, type) -> facts.put("unsupported " + value, type));
        return new Inspection("ONNX", file.byteSize(), List.of(specs.signature()), facts);
    }

    @Override
    public Model load(LoadRequest request) {
        OnnxOptions options = OnnxOptions.parse(request.options());
        ModelFile file = ModelFile.read(FILE.locate(request.artifact()));
        Specs.of(file.inputs(), file.outputs()).refuseUnsupported(file.path());
        OpenSession session = OpenSession.open(environment(), file, options);
        try {
            return new OnnxModel(request.id(), file, session, request.memory());
        } catch (OrtException e) {
            session.close();
            throw ModelFile.broken(file.path(), Failures.clean(e), e);
        } catch (RuntimeException e) {
            session.close();
            throw e;
        }
    }

    /**
     * One for the process: the binding keeps it. Its own log is off, because every failure comes
     * back as an exception and a caller's mistakes must not fill the server's standard error.
     */
    private static OrtEnvironment environment() {
        try {
            return RoomyThread.call(() ->
                    OrtEnvironment.getEnvironment(
                            OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, ENVIRONMENT_NAME));
        } catch (ExecutionException e) {
            throw ServingException.of(
                    ErrorCode.UNIMPLEMENTED,
                    "ONNX Runtime's native library does not load on this machine: " + e.getCause(),
                    e);
        }
    }
}
