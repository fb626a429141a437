package io.inferry.experiment.statistics;

import java.util.Locale;

/** Lines of the tables in README.md, as the simulations print them. */
final class Tables {
    private Tables() {}

    static void line(long seed, String format, Object... cells) {
        System.out.println("| " + String.format(Locale.ROOT, format, cells) + " | " + seed + " |");
    }
}
