package io.inferry.engine.tflite;

import io.inferry.api.ServingException;
import io.inferry.api.engine.Engine;
import io.inferry.api.engine.Inspection;
import io.inferry.api.engine.LoadRequest;
import io.inferry.api.engine.Model;
import io.inferry.api.engine.SingleFile;
import io.inferry.engine.tflite.file.Entrance;
import io.inferry.engine.tflite.file.ModelFile;
import io.inferry.engine.tflite.runtime.NativeModel;
import io.inferry.engine.tflite.runtime.RefusedException;
import java.lang.foreign.Arena;
import java.nio.file.Path;

/**
 * Serves {@code *.tflite} files with TensorFlow Lite. The native library starts with the first
 * load.
 */
public final class TfliteEngine implements Engine {
    private static final SingleFile FILE = new SingleFile(".tflite");

    /** For {@link java.util.ServiceLoader}. */
    public TfliteEngine() {}

    @Override
    public String name() {
        return "tflite";
    }

    @Override
    public boolean recognizes(Path artifact) {
        return FILE.isPresent(artifact);
    }

    @Override
    public Inspection inspect(Path artifact) {
        try (Arena arena = Arena.ofConfined()) {
            ModelFile file = ModelFile.read(FILE.locate(artifact), arena);
            return new Inspection(
                    "TensorFlow Lite",
                    file.bytes().byteSize(),
                    file.entrances().stream().map(Entrance::signature).toList(),
                    file.facts());
        }
    }

    @Override
    public Model load(LoadRequest request) {
        TfliteOptions options = TfliteOptions.parse(request.options());
        Path path = FILE.locate(request.artifact());
        Arena arena = Arena.ofShared();
        try {
            return load(request, options, ModelFile.read(path, arena), arena);
        } catch (RuntimeException e) {
            arena.close();
            throw e;
        }
    }

    private static Model load(
            LoadRequest request, TfliteOptions options, ModelFile file, Arena arena) {
        if (!file.unsupported().isEmpty()) {
            throw ServingException.unimplemented(
                    "%s has values that cannot be served as tensors: %s"
                            .formatted(file.path(), file.unsupported()));
        }
        NativeModel model;
        try {
            if (options.checks() == TfliteOptions.Checks.ALL) {
                NativeModel.verify(file.bytes());
            }
            model = NativeModel.of(file.bytes(), arena);
        } catch (RefusedException e) {
            throw file.broken(e.said());
        }
        try {
            Program program = new Program(request.id(), file.entrances(), model, options.threads());
            return new TfliteModel(
                    Trial.of(program, file, options.rows()), file, request.memory(), arena);
        } catch (RuntimeException e) {
            model.close();
            throw e;
        }
    }
}
