package io.inferry.engine.opencv;

import io.inferry.api.engine.Engine;
import io.inferry.api.engine.Inspection;
import io.inferry.api.engine.LoadRequest;
import io.inferry.api.engine.Model;
import io.inferry.api.tensor.Shape;
import io.inferry.engine.opencv.runtime.NativeLibrary;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Serves Caffe's and Darknet's nets with OpenCV. The native library starts with the first load or
 * inspection.
 */
public final class OpenCvEngine implements Engine {
    /** For {@link java.util.ServiceLoader}. */
    public OpenCvEngine() {}

    @Override
    public String name() {
        return "opencv";
    }

    @Override
    public boolean recognizes(Path artifact) {
        return Artifact.isPresent(artifact);
    }

    @Override
    public Inspection inspect(Path artifact) {
        try (Arena arena = Arena.ofShared()) {
            NetFiles files = NetFiles.read(Artifact.locate(artifact), arena);
            Trial trial = Trial.of(files, Map.<String, Shape>of(), OpenCvOptions.Rows.TRIED);
            return new Inspection(
                    switch (files.artifact().reader()) {
                        case CAFFE -> "Caffe";
                        case DARKNET -> "Darknet";
                    },
                    files.description().byteSize() + files.weights().byteSize(),
                    List.of(OpenCvModel.signature(trial)),
                    files.facts());
        }
    }

    @Override
    public Model load(LoadRequest request) {
        OpenCvOptions options = OpenCvOptions.parse(request.options());
        Artifact artifact = Artifact.locate(request.artifact());
        Arena arena = Arena.ofShared();
        try {
            NetFiles files = NetFiles.read(artifact, arena);
            if (options.threads() > 0) {
                NativeLibrary.setThreads(options.threads());
            }
            return OpenCvModel.of(
                    request.id(),
                    files,
                    Trial.of(files, options.shapes(), options.rows()),
                    new OpenCvModel.Rooms(request.memory(), arena));
        } catch (RuntimeException e) {
            arena.close();
            throw e;
        }
    }
}
