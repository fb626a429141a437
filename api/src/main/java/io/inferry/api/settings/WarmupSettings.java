package io.inferry.api.settings;

import java.util.List;
import java.util.Map;

/**
 * The requests that a version answers before callers reach it: those recorded with its files, and
 * zeros (or empty strings) in the signature's shapes.
 *
 * @param iterations runs per size; 0 turns warm-up off
 * @param rows batch sizes to run
 * @param dims sizes for other unknown dimensions, by the model's own name of the dimension; 1 where
 *     not given
 * @param required whether a failing warm-up fails the load; otherwise it is only reported, since a
 *     model may rightly refuse zeros
 * @param recorded the recorded requests, whose failing always fails the load
 */
public record WarmupSettings(
        int iterations,
        List<Integer> rows,
        Map<String, Long> dims,
        boolean required,
        Recorded recorded) {
    /** One run of one row. */
    public static final WarmupSettings STANDARD =
            new WarmupSettings(1, List.of(1), Map.of(), false);

    /**
     * Requests recorded with a version's files.
     *
     * @param replayed whether they are run at all
     * @param iterations runs of each
     * @param recordsMax a version with more of them is not loaded
     */
    public record Recorded(boolean replayed, int iterations, int recordsMax) {
        /** Each is run once, at most 1,000. */
        public static final Recorded STANDARD = new Recorded(true, 1, 1000);

        public Recorded {
            if (iterations < 1) {
                throw new IllegalArgumentException(
                        "warmup.recorded_iterations must be 1 or more, was " + iterations);
            }
            if (recordsMax < 1) {
                throw new IllegalArgumentException(
                        "warmup.recorded_max must be 1 or more, was " + recordsMax);
            }
        }
    }

    /** Recorded requests are run once. */
    public WarmupSettings(
            int iterations, List<Integer> rows, Map<String, Long> dims, boolean required) {
        this(iterations, rows, dims, required, Recorded.STANDARD);
    }

    public WarmupSettings {
        rows = List.copyOf(rows);
        dims = Map.copyOf(dims);
        if (iterations < 0) {
            throw new IllegalArgumentException(
                    "warmup.iterations must be 0 or more, was " + iterations);
        }
        if (rows.stream().anyMatch(size -> size < 1)) {
            throw new IllegalArgumentException("warmup.rows must be 1 or more, was " + rows);
        }
        if (dims.values().stream().anyMatch(size -> size < 1)) {
            throw new IllegalArgumentException("warmup.dims must be 1 or more, was " + dims);
        }
    }
}
