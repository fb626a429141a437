package io.inferry.api.settings;

/**
 * Rules of batching that are off unless somebody asks for them: what TensorFlow Serving's batching
 * parameters say beyond sizes and delay.
 *
 * @param oversize what becomes of a request with more rows than a batch may have
 * @param executionRowsMax where requests are split, rows of a batch and of a piece at most, and
 *     rowsMax bounds the request; otherwise 0
 * @param padVariableLengths whether requests of different lengths share a batch
 * @param queueBatchesMax batches that may wait, counted by rows; one more is refused with
 *     UNAVAILABLE; 0 leaves it to {@link LimitSettings}
 * @param manner how requests that do not fit, or are late, are treated
 */
public record BatchRules(
        Oversize oversize,
        int executionRowsMax,
        Padding padVariableLengths,
        int queueBatchesMax,
        Manner manner) {
    /** Nothing is refused, split or padded. */
    public static final BatchRules STANDARD =
            new BatchRules(Oversize.RUN_ALONE, 0, Padding.OFF, 0, Manner.OWN);

    /** What becomes of a request with more rows than rowsMax. */
    public enum Oversize {
        /** It runs alone, whole. */
        RUN_ALONE,
        /** INVALID_ARGUMENT. */
        REFUSE,
        /**
         * One with more rows than executionRowsMax runs in pieces, one with more than rowsMax is
         * refused.
         */
        SPLIT
    }

    /** What becomes of requests that differ in a dimension, other than rows, that is unknown. */
    public enum Padding {
        /** They do not share a batch. */
        OFF,
        /**
         * They do: each is padded at its end to the longest, with its tensor's first element, and
         * outputs keep the length of the longest.
         */
        LONGEST
    }

    /** Whose habits hold. */
    public enum Manner {
        /** A request without common rows runs alone; a late one is DEADLINE_EXCEEDED. */
        OWN,
        /** A request without common rows is INVALID_ARGUMENT; a late one is RESOURCE_EXHAUSTED. */
        TENSORFLOW_SERVING
    }

    public BatchRules {
        if (queueBatchesMax < 0) {
            throw new IllegalArgumentException(
                    "batching.queue_batches_max must be 0 or more, was " + queueBatchesMax);
        }
        if (oversize != Oversize.SPLIT && executionRowsMax != 0) {
            throw new IllegalArgumentException(
                    "batching.execution_rows_max needs batching.oversize split, was "
                            + executionRowsMax);
        }
    }

    /** Whether large requests run in pieces. */
    public boolean splits() {
        return oversize == Oversize.SPLIT;
    }

    void requireFit(int rowsMax) {
        if (splits() && (executionRowsMax < 1 || executionRowsMax > rowsMax)) {
            throw new IllegalArgumentException(
                    "batching.oversize split needs batching.execution_rows_max from 1 to rows_max "
                            + rowsMax
                            + ", was "
                            + executionRowsMax);
        }
    }
}
