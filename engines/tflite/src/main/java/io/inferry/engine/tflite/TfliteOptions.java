package io.inferry.engine.tflite;

import java.util.Map;
import java.util.Set;

/**
 * How to run a model, as model.yaml says it.
 *
 * @param threads for one operator
 * @param rows what to do with a file whose inputs all have one row
 */
record TfliteOptions(int threads, Rows rows) {
    private static final int THREADS_MAX = 256;
    private static final Set<String> KEYS = Set.of("threads", "rows");
    private static final Map<String, Rows> ROWS =
            Map.of("auto", Rows.TRIED, "declared", Rows.DECLARED);

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
        OptionReader reader = new OptionReader(options);
        reader.refuseUnknown(KEYS);
        return new TfliteOptions(
                Math.max(1, reader.number("threads", 1, THREADS_MAX)),
                reader.choice("rows", ROWS, Rows.TRIED));
    }
}
