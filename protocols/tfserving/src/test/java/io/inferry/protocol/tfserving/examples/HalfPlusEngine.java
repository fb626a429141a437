package io.inferry.protocol.tfserving.examples;

import io.inferry.api.engine.Engine;
import io.inferry.api.engine.Inspection;
import io.inferry.api.engine.LoadRequest;
import io.inferry.api.engine.Model;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * An engine in plain Java whose models take serialized examples, as upstream's half_plus_two does:
 * they parse them, find {@code x} and {@code x2} and answer half of it plus something. Any version
 * directory with a file {@code half_plus} is one.
 */
public final class HalfPlusEngine implements Engine {
    private static final String FILE = "half_plus";

    /** Writes {@code repository/name/version/half_plus}. */
    public static void write(Path repository, String name, long version) {
        Path directory = repository.resolve(name).resolve(Long.toString(version));
        try {
            Files.createDirectories(directory);
            Files.writeString(directory.resolve(FILE), "two");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String name() {
        return FILE;
    }

    @Override
    public boolean recognizes(Path artifact) {
        return Files.isRegularFile(artifact.resolve(FILE));
    }

    @Override
    public Inspection inspect(Path artifact) {
        return new Inspection("EXAMPLES", 0, List.of(), Map.of());
    }

    @Override
    public Model load(LoadRequest request) {
        return new HalfPlusModel(request.memory());
    }
}
