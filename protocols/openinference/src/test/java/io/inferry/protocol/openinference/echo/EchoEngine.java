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

/** Reads {@code model.echo}, which holds the names of one element type and of one signature. */
public final class EchoEngine implements Engine {
    private static final String FILE = "model.echo";

    /** Puts a model into a repository: input {@code in}, output {@code out}, both [-1,-1]. */
    public static void write(Path repository, String name, DataType dataType) {
        write(repository, name, dataType, Signature.DEFAULT_NAME);
    }

    /** Puts a model into a repository that answers by this signature. */
    public static void write(Path repository, String name, DataType dataType, String signature) {
        try {
            Path version = Files.createDirectories(repository.resolve(name).resolve("1"));
            Files.writeString(version.resolve(FILE), dataType + " " + signature);
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
        String[] words;
        try {
            words = Files.readString(artifact.resolve(FILE)).split(" ", 2);
        } catch (IOException e) {
            throw ServingException.invalidModel("cannot read " + artifact, e);
        }
        DataType dataType = DataType.valueOf(words[0]);
        Shape shape = Shape.of(Shape.UNKNOWN, Shape.UNKNOWN);
        return new Signature(
                words[1],
                List.of(new TensorSpec("in", dataType, shape)),
                List.of(new TensorSpec("out", dataType, shape)));
    }
}
