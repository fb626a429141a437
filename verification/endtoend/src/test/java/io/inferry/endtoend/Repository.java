package io.inferry.endtoend;

import io.inferry.contracts.Fixtures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A directory of models that a test fills. */
record Repository(Path folder) {
    /**
     * Adds a version whole: copied beside the repository first, then moved in, as an operator
     * should.
     */
    void add(String fixture, String name, long version) throws IOException {
        Path staged =
                Files.createDirectories(folder.resolveSibling("staged-" + folder.getFileName()))
                        .resolve(name + "-" + version);
        Files.createDirectories(staged);
        Fixtures.copyModel(fixture, staged.resolve("model.onnx"));
        Files.createFile(staged.resolve(".complete"));
        Files.createDirectories(folder.resolve(name));
        Files.move(staged, folder.resolve(name).resolve(Long.toString(version)));
    }

    void remove(String name, long version) throws IOException {
        Path gone = folder.resolve(name).resolve(Long.toString(version));
        try (var files = Files.list(gone)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(gone);
    }

    void settings(String name, String yaml) throws IOException {
        Files.createDirectories(folder.resolve(name));
        Files.writeString(folder.resolve(name).resolve("model.yaml"), yaml);
    }
}
