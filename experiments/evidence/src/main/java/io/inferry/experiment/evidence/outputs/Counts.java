package io.inferry.experiment.evidence.outputs;

import java.util.Arrays;

/** Counts by bin. Immutable. */
public final class Counts {
    private final long[] counts;

    private Counts(long[] counts) {
        this.counts = counts;
    }

    /** Bins in which nothing fell. */
    public static Counts none(int size) {
        return new Counts(new long[size]);
    }

    /** These counts. */
    public static Counts of(long... counts) {
        for (long count : counts) {
            if (count < 0) {
                throw new IllegalArgumentException("a count is 0 or more, was " + count);
            }
        }
        return new Counts(counts.clone());
    }

    /** Number of bins. */
    public int size() {
        return counts.length;
    }

    /** What fell into one bin. */
    public long at(int bin) {
        return counts[bin];
    }

    /** What fell into all. */
    public long sum() {
        return Arrays.stream(counts).sum();
    }

    /** A copy. */
    public long[] toArray() {
        return counts.clone();
    }

    /** Both together. */
    public Counts merge(Counts other) {
        if (counts.length != other.counts.length) {
            throw new IllegalArgumentException(
                    "only the same bins merge, were " + size() + " and " + other.size());
        }
        long[] sum = counts.clone();
        for (int i = 0; i < sum.length; i++) {
            sum[i] = Math.addExact(sum[i], other.counts[i]);
        }
        return new Counts(sum);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Counts same && Arrays.equals(counts, same.counts);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(counts);
    }

    @Override
    public String toString() {
        return sum() + " in " + size() + " bins";
    }
}
