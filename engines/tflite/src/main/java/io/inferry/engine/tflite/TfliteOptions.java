package io.inferry.engine.tflite;

import io.inferry.api.engine.EngineOptions;
import java.util.Map;
import java.util.Set;

/**
 * How to run a model, as model.yaml says it.
 *
 * @param threads for one operator
 * @param rows what to do with a file whose inputs all have one row
 * @param checks how much of a file is checked before it runs
 */
record TfliteOptions(int threads, Rows rows, Checks checks) {
    private static final int THREADS_MAX = 256;
    private static final Set<String> KEYS = Set.of("threads", "rows", "checks");
    private static final Map<String, Rows> ROWS =
            Map.of("auto", Rows.TRIED, "declared", Rows.DECLARED);

    private static final Map<String, Checks> CHECKS =
            Map.of("all", Checks.ALL, "offsets", Checks.OFFSETS);

    /** What is looked at before the runtime, which trusts its files, gets one. */
    enum Checks {
        /** Every offset. */
        OFFSETS,
        /** Also sizes of constants, tables of strings, and what operators are given. */
        ALL
    }

    /** What decides whether a request may have another number of rows than the file says. */
    enum Rows {
        /** The file alone. */
        DECLARED,
        /** A file with one row may have more when a trial shows that its graph can do it. */
        TRIED
    }

    /**
     * Reads the options.
     *
     * @throws io.inferry.api.ServingException INVALID_ARGUMENT that names the key, what it was set
     *     to and what it can be
     */
    static TfliteOptions parse(Map<String, String> options) {
        EngineOptions reader = new EngineOptions("tflite", options);
        reader.refuseUnknown(KEYS);
        return new TfliteOptions(
                Math.max(1, reader.number("threads", 1, THREADS_MAX)),
                reader.choice("rows", ROWS, Rows.TRIED),
                reader.choice("checks", CHECKS, Checks.ALL));
    }
}
