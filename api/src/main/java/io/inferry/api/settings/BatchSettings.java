package io.inferry.api.settings;

import java.time.Duration;
import java.util.List;

/**
 * How requests of one version are joined.
 *
 * @param mode whether they are joined at all
 * @param rowsMax rows of a batch at most; a single larger request still runs, alone
 * @param delayMax how long the oldest request may wait for others while an instance is free; zero
 *     means never: whatever is queued runs as soon as an instance is free
 * @param preferredRows sizes at which a batch leaves early, ascending
 * @param allowedRows sizes that a batch is padded up to, ascending; empty means no padding
 */
public record BatchSettings(
        Mode mode,
        int rowsMax,
        Duration delayMax,
        List<Integer> preferredRows,
        List<Integer> allowedRows) {
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

    public BatchSettings {
        if (rowsMax < 1) {
            throw new IllegalArgumentException(
                    "batching.rows_max must be 1 or more, was " + rowsMax);
        }
        preferredRows = ascending("batching.preferred_rows", preferredRows, rowsMax);
        allowedRows = ascending("batching.allowed_rows", allowedRows, rowsMax);
        if (rowsMax < 1) {
            throw new IllegalArgumentException(
                    "batching.rows_max must be 1 or more, was " + rowsMax);
        }
        if (delayMax.isNegative()) {
            throw new IllegalArgumentException(
                    "batching.delay_max must not be negative, was " + delayMax);
        }
        if (!allowedRows.isEmpty() && allowedRows.getLast() != rowsMax) {
            throw new IllegalArgumentException(
                    "the last of batching.allowed_rows must be rows_max "
                            + rowsMax
                            + ", was "
                            + allowedRows.getLast());
        }
    }

    private static List<Integer> ascending(String key, List<Integer> rows, int rowsMax) {
        int before = 0;
        for (int size : rows) {
            if (size <= before || size > rowsMax) {
                throw new IllegalArgumentException(
                        key + " must ascend between 1 and rows_max " + rowsMax + ", was " + rows);
            }
            before = size;
        }
        return List.copyOf(rows);
    }
}
