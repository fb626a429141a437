package io.inferry.experiment.evidence.shadow;

/**
 * How two answers differ.
 *
 * @param excess the worst difference as a multiple of the tolerance; infinite where they cannot be
 *     compared
 * @param absolute the worst |a − b|; NaN where they cannot be compared
 * @param why where they disagree; else empty
 * @param mismatched in names, dtypes or shapes
 * @param flip of the largest class
 * @param rank correlation; NaN where there is none
 */
record Difference(
        double excess, double absolute, String why, boolean mismatched, Flip flip, double rank) {
    /** Whether the largest class is another. */
    enum Flip {
        /** There are no classes. */
        NONE,
        SAME,
        OTHER
    }

    boolean agrees() {
        return excess <= 1;
    }

    /** Answers that cannot be compared. */
    static Difference mismatch(String why) {
        return new Difference(
                Double.POSITIVE_INFINITY, Double.NaN, why, true, Flip.NONE, Double.NaN);
    }
}
