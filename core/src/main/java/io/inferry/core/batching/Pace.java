package io.inferry.core.batching;

/**
 * How long one run of a model takes, and whether that is so short that an I/O thread may do it
 * itself. Guarded by the queue's lock.
 */
final class Pace {
    /**
     * Below this a model is fast. Handing a batch to an instance's thread and its answers back
     * costs two wake-ups, some 10 to 20 microseconds, and on one core the batch itself, since the
     * woken thread takes over before the loop has read the rest. A 784-float perceptron takes 17
     * microseconds for one row and 185 for 64: both count as fast, so that what load made slow can
     * become fast again under the same load.
     */
    static final long FAST_BELOW_NANOS = 250_000;

    /**
     * Above this it is slow. Well above the other bound, because the same model takes longer per
     * run when batches grow, and that is when running directly must not stop; still no longer than
     * a loop may be away from its sockets unnoticed, which is {@link Drain#SHARE_NANOS}.
     */
    static final long SLOW_ABOVE_NANOS = 1_000_000;

    /**
     * A single run counts as at most this many times the estimate: a pause of the JVM is no news.
     */
    private static final long OUTLIER = 8;

    /** Estimates below this are all the same: very fast. */
    private static final long FLOOR_NANOS = 10_000;

    private static final int WEIGHT_SHIFT = 3;
    private static final int WEIGHT_SHIFT_DOWN = 2;

    private long estimateNanos = Long.MAX_VALUE;
    private boolean fast;

    /** A run took this long. First runs are slow and say little, so the way down is steeper. */
    void ran(long nanos) {
        if (estimateNanos == Long.MAX_VALUE) {
            estimateNanos = nanos;
        } else if (nanos < estimateNanos) {
            estimateNanos -= (estimateNanos - nanos) >> WEIGHT_SHIFT_DOWN;
        } else {
            long counted = Math.min(nanos, Math.max(estimateNanos, FLOOR_NANOS) * OUTLIER);
            estimateNanos += (counted - estimateNanos) >> WEIGHT_SHIFT;
        }
        if (estimateNanos < FAST_BELOW_NANOS) {
            fast = true;
        } else if (estimateNanos > SLOW_ABOVE_NANOS) {
            fast = false;
        }
    }

    /** Whether an I/O thread may run it; false until measured. */
    boolean isFast() {
        return fast;
    }
}
