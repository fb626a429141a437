package io.inferry.engine.onnx;

import ai.onnxruntime.OrtException;
import io.inferry.api.engine.Model;
import io.inferry.api.engine.NativeHeap;
import io.inferry.api.engine.Runner;
import io.inferry.api.model.ModelId;
import io.inferry.api.model.Signature;
import io.inferry.api.tensor.TensorMemory;
import io.inferry.engine.onnx.file.ModelFile;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One session, shared by all runners: the runtime lets any number of threads run it at once, and
 * weights are there once.
 */
final class OnnxModel implements Model {
    private final OpenSession session;
    private final Graph graph;
    private final Map<String, String> metadata;
    private final long byteSize;

    OnnxModel(ModelId id, ModelFile file, OpenSession session, TensorMemory memory)
            throws OrtException {
        Specs specs = SessionTypes.specs(file, session.session());
        specs.refuseUnsupported(file.path());
        this.session = session;
        this.graph = Graph.of(id, specs, session, memory);
        this.byteSize = file.byteSize();
        this.metadata = new LinkedHashMap<>(file.facts());
        metadata.put("execution_providers", String.join(", ", session.providers()));
    }

    @Override
    public Map<String, Signature> signatures() {
        return Map.of(Signature.DEFAULT_NAME, graph.signature());
    }

    @Override
    public String platform() {
        return "onnxruntime_onnx";
    }

    @Override
    public Map<String, String> metadata() {
        return Map.copyOf(metadata);
    }

    /** The weights: what the runtime packs beside them and keeps for runs is not counted. */
    @Override
    public long nativeBytes() {
        return byteSize;
    }

    @Override
    public Runner newRunner() {
        return new OnnxRunner(session, graph);
    }

    @Override
    public void close() {
        session.close();
        NativeHeap.trim();
    }
}
