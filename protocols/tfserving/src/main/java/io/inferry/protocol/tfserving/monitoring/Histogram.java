package io.inferry.protocol.tfserving.monitoring;

import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/** Counts values by bucket. Many threads add, none waits. */
final class Histogram {
    private static final double LATENCY_FIRST = 10;
    private static final double LATENCY_GROWTH = 1.8;
    private static final int LATENCY_BUCKETS = 33;
    private static final double SIZE_GROWTH = 2;
    private static final int SIZE_BUCKETS = 15;

    private final double[] bounds;
    private final LongAdder[] counts;
    private final LongAdder sum = new LongAdder();

    private Histogram(double first, double growth, int buckets) {
        bounds = new double[buckets];
        double bound = first;
        for (int i = 0; i < buckets; i++) {
            bounds[i] = bound;
            bound *= growth;
        }
        counts = Stream.generate(LongAdder::new).limit(buckets + 1L).toArray(LongAdder[]::new);
    }

    /** For microseconds: from 10 to some 25 minutes. */
    static Histogram ofLatencies() {
        return new Histogram(LATENCY_FIRST, LATENCY_GROWTH, LATENCY_BUCKETS);
    }

    /** For numbers of examples: powers of two. */
    static Histogram ofSizes() {
        return new Histogram(1, SIZE_GROWTH, SIZE_BUCKETS);
    }

    /** As upstream has it, a value that is a bound belongs to the bucket above. */
    void add(long value) {
        int found = Arrays.binarySearch(bounds, (double) value);
        counts[found < 0 ? -found - 1 : found + 1].increment();
        sum.add(value);
    }

    /** Buckets, the one for the rest included. */
    int size() {
        return counts.length;
    }

    /** The upper bound of a bucket; infinite for the last. */
    double bound(int bucket) {
        return bucket == bounds.length ? Double.POSITIVE_INFINITY : bounds[bucket];
    }

    /** Values in one bucket alone. */
    long count(int bucket) {
        return counts[bucket].sum();
    }

    /** The sum of all values. */
    long sum() {
        return sum.sum();
    }
}
