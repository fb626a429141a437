package io.inferry.engine.mxnet;

import io.inferry.api.ServingException;
import io.inferry.api.engine.Engine;
import io.inferry.api.engine.Inspection;
import io.inferry.api.engine.LoadRequest;
import io.inferry.api.engine.Model;
import io.inferry.engine.mxnet.runtime.Carriers;
import io.inferry.engine.mxnet.runtime.Turn;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Serves MXNet's {@code NAME-symbol.json} with {@code NAME-0000.params}. The native library starts
 * with the first load or inspection.
 */
public final class MxnetEngine implements Engine {
    private final Carriers carriers = new Carriers();

    /** For {@link java.util.ServiceLoader}. */
    public MxnetEngine() {}

    @Override
    public String name() {
        return "mxnet";
    }

    @Override
    public boolean recognizes(Path artifact) {
        return Artifact.isPresent(artifact);
    }

    @Override
    public Inspection inspect(Path path) {
        synchronized (Turn.HELD) {
            return read(path);
        }
    }

    private static Inspection read(Path path) {
        Artifact artifact = Artifact.locate(path, MxnetOptions.LATEST);
        try (Arena arena = Arena.ofShared();
                Program program = Program.read(artifact, arena)) {
            Outline outline = Outline.of(program, Map.of());
            return new Inspection(
                    "MXNet",
                    Files.size(artifact.symbol()) + Files.size(artifact.params()),
                    List.of(outline.signature()),
                    Facts.of(program, outline));
        } catch (IOException e) {
            throw ServingException.invalidModel(path + " cannot be read: " + e, e);
        }
    }

    @Override
    public Model load(LoadRequest request) {
        synchronized (Turn.HELD) {
            return loaded(request);
        }
    }

    private Model loaded(LoadRequest request) {
        MxnetOptions options = MxnetOptions.parse(request.options());
        Artifact artifact = Artifact.locate(request.artifact(), options.epoch());
        Arena arena = Arena.ofShared();
        try {
            Program program = Program.read(artifact, arena);
            try {
                return new MxnetModel(
                        request.id(),
                        program,
                        Outline.of(program, options.inputs()),
                        options.threads(),
                        new MxnetModel.Rooms(request.memory(), arena, carriers));
            } catch (RuntimeException e) {
                program.close();
                throw e;
            }
        } catch (RuntimeException e) {
            arena.close();
            throw e;
        }
    }
}
