package io.inferry.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The files of this project, found from the folder that the test runs in. */
final class SourceTree {
    private static final Set<String> SKIPPED =
            Set.of("target", ".git", "node_modules", ".idea", ".vscode");

    private SourceTree() {}

    /** The folder that holds ARCHITECTURE.md. */
    static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.exists(folder.resolve("ARCHITECTURE.md"))) {
            folder = folder.getParent();
        }
        if (folder == null) {
            throw new IllegalStateException(
                    "no ARCHITECTURE.md above " + Path.of("").toAbsolutePath());
        }
        return folder;
    }

    /** All files whose name ends so, build outputs left out. */
    static List<Path> files(String suffix) {
        try (Stream<Path> walk = Files.walk(root())) {
            return walk.filter(Files::isRegularFile)
                    .filter(file -> file.toString().endsWith(suffix))
                    .filter(SourceTree::isOurs)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The file's path as messages show it. */
    static String shown(Path file) {
        return root().relativize(file).toString();
    }

    static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isOurs(Path file) {
        for (Path part : root().relativize(file)) {
            if (SKIPPED.contains(part.toString())) {
                return false;
            }
        }
        return true;
    }
}
