package io.inferry.protocol.openinference.echo;

import io.inferry.api.ServingException;
import io.inferry.api.engine.Engine;
import io.inferry.api.engine.Inspection;
import io.inferry.api.engine.LoadRequest;
import io.inferry.api.engine.Model;
import io.inferry.api.model.Signature;
import io.inferry.api.model.TensorSpec;
import io.inferry.api.tensor.DataType;
import io.inferry.api.tensor.Shape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Reads {@code model.echo}, which holds the name of one element type. */
public final class EchoEngine implements Engine {
    private static final String FILE = "model.echo";

    /** Puts a model into a repository: input {@code in}, output {@code out}, both [-1,-1]. */
    public static void write(Path repository, String name, DataType dataType) {
        try {
            Path version = Files.createDirectories(repository.resolve(name).resolve("1"));
            Files.writeString(version.resolve(FILE), dataType.name());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String name() {
        return "echo";
    }

    @Override
    public boolean recognizes(Path artifact) {
        return Files.exists(artifact.resolve(FILE));
    }

    @Override
    public Inspection inspect(Path artifact) {
        return new Inspection("echo", 0, List.of(signature(artifact)), Map.of());
    }

    @Override
    public Model load(LoadRequest request) {
        return new EchoModel(signature(request.artifact()), request.memory());
    }

    private static Signature signature(Path artifact) {
        DataType dataType;
        try {
            dataType = DataType.valueOf(Files.readString(artifact.resolve(FILE)));
        } catch (IOException e) {
            throw ServingException.invalidModel("cannot read " + artifact, e);
        }
        Shape shape = Shape.of(Shape.UNKNOWN, Shape.UNKNOWN);
        return new Signature(
                Signature.DEFAULT_NAME,
                List.of(new TensorSpec("in", dataType, shape)),
                List.of(new TensorSpec("out", dataType, shape)));
    }
}
