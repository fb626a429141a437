package io.inferry.observer.metrics;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Counts values by bucket. The hot path is two atomic additions and a search over a few bounds; the
 * Prometheus library's own histogram is used only as the shape in which a scrape is rendered.
 */
final class Distribution {
    private final long[] bounds;
    private final AtomicLongArray counts;
    private final AtomicLong sum = new AtomicLong();

    /**
     * @param bounds upper bounds of the buckets, inclusive, ascending; one more bucket takes the
     *     rest
     */
    Distribution(long... bounds) {
        this.bounds = bounds.clone();
        this.counts = new AtomicLongArray(bounds.length + 1);
    }

    void add(long value) {
        int bucket = 0;
        while (bucket < bounds.length && value > bounds[bucket]) {
            bucket++;
        }
        counts.incrementAndGet(bucket);
        sum.addAndGet(value);
    }

    /** Everything that another one with the same bounds has counted. */
    void addAll(Distribution other) {
        for (int bucket = 0; bucket < size(); bucket++) {
            counts.addAndGet(bucket, other.count(bucket));
        }
        sum.addAndGet(other.sum());
    }

    /** Buckets, the one for the rest included. */
    int size() {
        return counts.length();
    }

    /** The upper bound of a bucket in {@code unit}s; infinite for the last. */
    double bound(int bucket, double unit) {
        return bucket == bounds.length ? Double.POSITIVE_INFINITY : bounds[bucket] / unit;
    }

    /** Values in one bucket alone. */
    long count(int bucket) {
        return counts.get(bucket);
    }

    /** The sum of all values. */
    long sum() {
        return sum.get();
    }
}
