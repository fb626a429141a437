package io.inferry.experiment.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.HdrHistogram.AbstractHistogram;
import org.HdrHistogram.HistogramIterationValue;

/**
 * How many outcomes fell into each bucket: a sketch of a distribution that quantiles and drift are
 * read from. An outcome is only known to lie in its bucket, and every bound here takes the bucket's
 * far edge: the sketch's own error is in the answer. Immutable and mergeable.
 */
public final class BucketCounts {
    /** Nothing seen. */
    public static final BucketCounts NONE = new BucketCounts(List.of());

    /**
     * One bucket.
     *
     * @param lower least value that it may hold
     * @param upper greatest value that it may hold
     * @param count outcomes in it
     */
    public record Bucket(double lower, double upper, long count) {
        public Bucket {
            Arguments.number("lower", lower);
            Arguments.number("upper", upper);
            Arguments.count("count", count);
            if (lower > upper) {
                throw new IllegalArgumentException(
                        "lower must not exceed upper, were " + lower + " and " + upper);
            }
        }
    }

    private final List<Bucket> buckets;
    private final long[] upTo;

    private BucketCounts(List<Bucket> buckets) {
        this.buckets = List.copyOf(buckets);
        this.upTo = new long[buckets.size()];
        long sum = 0;
        for (int i = 0; i < upTo.length; i++) {
            sum = Math.addExact(sum, buckets.get(i).count());
            upTo[i] = sum;
        }
    }

    /** Any buckets, ascending, that share at most their edges. */
    public static BucketCounts of(List<Bucket> buckets) {
        for (int i = 1; i < buckets.size(); i++) {
            if (buckets.get(i).lower() < buckets.get(i - 1).upper()) {
                throw new IllegalArgumentException(
                        "buckets must ascend without overlap, were "
                                + buckets.get(i - 1)
                                + " and "
                                + buckets.get(i));
            }
        }
        return new BucketCounts(buckets);
    }

    /**
     * The recorded buckets of an HdrHistogram: relative width 10^−digits.
     *
     * @param unit what one recorded step is worth, as 1e-9 for nanoseconds read as seconds
     */
    public static BucketCounts of(AbstractHistogram histogram, double unit) {
        Arguments.positive("unit", unit);
        List<Bucket> buckets = new ArrayList<>();
        for (HistogramIterationValue step : histogram.recordedValues()) {
            long value = step.getValueIteratedTo();
            buckets.add(
                    new Bucket(
                            unit * histogram.lowestEquivalentValue(value),
                            unit * histogram.highestEquivalentValue(value),
                            step.getCountAtValueIteratedTo()));
        }
        return new BucketCounts(buckets);
    }

    /**
     * A histogram as Prometheus keeps it: outcomes of at least 0, each count that of all outcomes
     * up to its bound.
     *
     * @param upperBounds ascending, above 0; the last is usually infinite
     * @param cumulative never falling, as many as bounds
     */
    public static BucketCounts ofCumulative(List<Double> upperBounds, List<Long> cumulative) {
        Arguments.sameSize("upperBounds and cumulative", upperBounds.size(), cumulative.size());
        List<Bucket> buckets = new ArrayList<>();
        double lower = 0;
        long before = 0;
        for (int i = 0; i < upperBounds.size(); i++) {
            long here = cumulative.get(i) - before;
            buckets.add(new Bucket(lower, upperBounds.get(i), Arguments.count("count", here)));
            lower = upperBounds.get(i);
            before = cumulative.get(i);
        }
        return new BucketCounts(buckets);
    }

    /** Ascending. */
    public List<Bucket> buckets() {
        return buckets;
    }

    /** Outcomes in all buckets. */
    public long count() {
        return upTo.length == 0 ? 0 : upTo[upTo.length - 1];
    }

    /** Both together; buckets that both have must have the same edges. */
    public BucketCounts merge(BucketCounts other) {
        return combined(other, 1);
    }

    /**
     * The outcomes since an older snapshot of the same buckets.
     *
     * @throws IllegalArgumentException when {@code older} is not a snapshot of this
     */
    public BucketCounts since(BucketCounts older) {
        return combined(older, -1);
    }

    private BucketCounts combined(BucketCounts other, int sign) {
        TreeMap<Double, Bucket> byLower = new TreeMap<>();
        buckets.forEach(bucket -> byLower.put(bucket.lower(), bucket));
        for (Bucket more : other.buckets) {
            Bucket had =
                    byLower.getOrDefault(more.lower(), new Bucket(more.lower(), more.upper(), 0));
            if (had.upper() != more.upper()) {
                throw new IllegalArgumentException(
                        "buckets must have the same edges, were " + had + " and " + more);
            }
            long count = Math.addExact(had.count(), sign * more.count());
            byLower.put(more.lower(), new Bucket(more.lower(), more.upper(), count));
        }
        return of(List.copyOf(byLower.values()));
    }

    /**
     * The value that a share of the outcomes does not exceed, read by a straight line through its
     * bucket; the lower edge where the upper is infinite; NaN when nothing was seen.
     */
    public double quantile(double share) {
        Arguments.fraction("share", share);
        if (count() == 0) {
            return Double.NaN;
        }
        double rank = share * count();
        int at = bucketOf((long) Math.max(1, Math.ceil(rank)));
        Bucket bucket = buckets.get(at);
        if (Double.isInfinite(bucket.upper())) {
            return bucket.lower();
        }
        double into = (rank - (upTo[at] - bucket.count())) / bucket.count();
        return bucket.lower() + into * (bucket.upper() - bucket.lower());
    }

    /** A value that the rank-th smallest outcome is not below; −∞ for rank 0. */
    double lowerOfRank(long rank) {
        return rank < 1 ? Double.NEGATIVE_INFINITY : buckets.get(bucketOf(rank)).lower();
    }

    /** A value that the rank-th smallest outcome is not above; ∞ beyond the last. */
    double upperOfRank(long rank) {
        return rank > count() ? Double.POSITIVE_INFINITY : buckets.get(bucketOf(rank)).upper();
    }

    private int bucketOf(long rank) {
        int at = Arrays.binarySearch(upTo, rank);
        int found = at < 0 ? -at - 1 : at;
        while (found > 0 && upTo[found - 1] >= rank) {
            found--;
        }
        return found;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BucketCounts that && buckets.equals(that.buckets);
    }

    @Override
    public int hashCode() {
        return buckets.hashCode();
    }

    @Override
    public String toString() {
        return count() + " outcomes in " + buckets.size() + " buckets";
    }
}
