package io.inferry.server.running;

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

    /** The sample models. */
    public static Path models() {
        return home().resolve("models");
    }
}
