package io.inferry.api.settings;

import java.time.Duration;
import java.util.List;

/**
 * How requests of one version are joined.
 *
 * @param mode whether they are joined at all
 * @param rowsMax rows of a batch at most, see {@link #batchRowsMax()}; what becomes of a larger
 *     request is one of the rules
 * @param delayMax how long the oldest request may wait for others while an instance is free; zero
 *     means never: whatever is queued runs as soon as an instance is free
 * @param preferredRows sizes at which a batch leaves early, ascending
 * @param allowedRows sizes that a batch is padded up to, ascending; empty means no padding
 * @param rules what else another server's settings may ask for
 */
public record BatchSettings(
        Mode mode,
        int rowsMax,
        Duration delayMax,
        List<Integer> preferredRows,
        List<Integer> allowedRows,
        BatchRules rules) {
    /** Joined where the signature allows it, at most 64 rows, no delay. */
    public static final BatchSettings STANDARD =
            new BatchSettings(Mode.AUTO, 64, Duration.ZERO, List.of(), List.of());

    /** Whether requests are joined. */
    public enum Mode {
        /** When every input and output has an unknown first dimension. */
        AUTO,
        /** Never. */
        OFF
    }

    /** The same, but requests are not joined. */
    public BatchSettings off() {
        return new BatchSettings(Mode.OFF, rowsMax, delayMax, preferredRows, allowedRows, rules);
    }

    public BatchSettings {
        if (rowsMax < 1) {
            throw new IllegalArgumentException(
                    "batching.rows_max must be 1 or more, was " + rowsMax);
        }
        rules.requireFit(rowsMax);
        String bound = rules.splits() ? "execution_rows_max " : "rows_max ";
        int most = rules.splits() ? rules.executionRowsMax() : rowsMax;
        preferredRows = ascending("batching.preferred_rows", preferredRows, bound, most);
        allowedRows = ascending("batching.allowed_rows", allowedRows, bound, most);
        if (delayMax.isNegative()) {
            throw new IllegalArgumentException(
                    "batching.delay_max must not be negative, was " + delayMax);
        }
        if (!allowedRows.isEmpty() && allowedRows.getLast() != most) {
            throw new IllegalArgumentException(
                    "the last of batching.allowed_rows must be "
                            + bound
                            + most
                            + ", was "
                            + allowedRows.getLast());
        }
    }

    /** Joined by the standard rules. */
    public BatchSettings(
            Mode mode,
            int rowsMax,
            Duration delayMax,
            List<Integer> preferredRows,
            List<Integer> allowedRows) {
        this(mode, rowsMax, delayMax, preferredRows, allowedRows, BatchRules.STANDARD);
    }

    /** Rows that one run holds at most: where requests are split, the size of the pieces. */
    public int batchRowsMax() {
        return rules.splits() ? rules.executionRowsMax() : rowsMax;
    }

    private static List<Integer> ascending(String key, List<Integer> rows, String bound, int most) {
        int before = 0;
        for (int size : rows) {
            if (size <= before || size > most) {
                throw new IllegalArgumentException(
                        key + " must ascend between 1 and " + bound + most + ", was " + rows);
            }
            before = size;
        }
        return List.copyOf(rows);
    }
}
