package io.inferry.observer.metrics;

import java.util.concurrent.TimeUnit;

/** The bounds that distributions are kept in. */
final class Buckets {
    /** From a small model's 50 microseconds to a large one's 10 seconds, in nanoseconds. */
    private static final long[] MICROSECONDS = {
        50,
        100,
        250,
        500,
        1_000,
        2_500,
        5_000,
        10_000,
        25_000,
        50_000,
        100_000,
        250_000,
        500_000,
        1_000_000,
        2_500_000,
        5_000_000,
        10_000_000
    };

    /** Powers of two, as batch sizes are chosen. */
    private static final long[] SIZES = {1, 2, 4, 8, 16, 32, 64, 128, 256, 512};

    private Buckets() {}

    /** For durations in nanoseconds. */
    static Distribution ofDurations() {
        long[] bounds = MICROSECONDS.clone();
        for (int i = 0; i < bounds.length; i++) {
            bounds[i] = TimeUnit.MICROSECONDS.toNanos(bounds[i]);
        }
        return new Distribution(bounds);
    }

    /** For numbers of rows or requests. */
    static Distribution ofSizes() {
        return new Distribution(SIZES);
    }
}
