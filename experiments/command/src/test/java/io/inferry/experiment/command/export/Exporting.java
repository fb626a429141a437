package io.inferry.experiment.command.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.inferry.experiment.command.Shell;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Runs {@code export} on a model.yaml of model digits. */
final class Exporting {
    private final Path directory;

    Exporting(Path directory) {
        this.directory = directory;
    }

    Shell run(String modelYaml, String... options) throws IOException {
        Path file = Files.createDirectories(directory.resolve("digits")).resolve("model.yaml");
        Files.writeString(file, modelYaml);
        List<String> line = new ArrayList<>(List.of("export", file.toString()));
        line.addAll(List.of(options));
        return Shell.experiment(line.toArray(String[]::new));
    }

    /** The resources, after a look at each of their fields. */
    List<JsonNode> resources(String modelYaml, String... options) throws IOException {
        Shell shell = run(modelYaml, options);
        assertThat(shell.err()).isEmpty();
        assertThat(shell.status()).isZero();
        return KnownFields.read(shell.out());
    }

    static String resource(String name) throws IOException {
        try (InputStream in = Exporting.class.getResourceAsStream(name)) {
            return new String(
                    Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
