package io.inferry.endtoend;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** Where the build put things, and which of the machine's tools are there. */
final class Packaged {
    private Packaged() {}

    /** The folder of the whole project. */
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

    /** The distribution that the server module built. */
    static Path distribution() {
        return root().resolve("server/target/inferry");
    }

    /** The program that a user starts. */
    static Path program() {
        return distribution().resolve("bin/inferry");
    }

    /** A tool on the PATH. */
    static Optional<Path> tool(String name) {
        return Arrays.stream(System.getenv("PATH").split(":"))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
