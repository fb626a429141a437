package io.inferry.server.running;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The directory that the program was unpacked to. */
public final class Distribution {
    private static final String HOME = "inferry.home";

    private Distribution() {}

    /** Its top; the present directory when the program was not started from a distribution. */
    public static Path home() {
        return Path.of(System.getProperty(HOME, ""));
    }

    /** Optional engines and protocols, one directory each. */
    public static Path plugins() {
        return home().resolve("plugins");
    }

    /**
     * Rows for the sample model of a table, as CSV.
     *
     * @throws UncheckedIOException when the file cannot be read
     */
    static String table() {
        try {
            return Files.readString(home().resolve("examples/patients.csv"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The sample models. */
    public static Path models() {
        return home().resolve("models");
    }
}
