package io.inferry.experiment.statistics;

import org.apache.commons.numbers.gamma.LogBeta;

/**
 * Intervals for a quantile that hold at every look at once: Howard and Ramdas, "Sequential
 * estimation of quantiles with applications to A/B testing and best-arm identification" (2022),
 * with the beta-binomial mixture for a fixed quantile. No assumption on the distribution.
 *
 * <p>Of n independent outcomes, S that do not exceed the q-quantile are Bernoulli(q), and
 *
 * <pre>
 * M(S) = B(rq + S, r(1−q) + n − S) ∕ ( B(rq, r(1−q)) · q^S (1−q)^(n−S) )
 * </pre>
 *
 * is a martingale that reaches 1/α with a chance of at most α (Ville). The counts with M &lt; 1/α
 * form a range [a, b], and the quantile lies between the a-th and the (b+1)-th smallest outcome;
 * ties only widen it. Both are read at the far edges of their {@link BucketCounts} buckets.
 *
 * @param alpha chance that the quantile is ever outside, in (0, 1)
 * @param quantile q, in (0, 1), as 0.95
 * @param prior r above 0: outcomes that the mixture is worth; see {@link #tightestAt}
 */
public record QuantileSequence(double alpha, double quantile, double prior) {
    private static final double LOG_P_LEAST = -700;
    private static final int HALVINGS = 40;

    public QuantileSequence {
        Arguments.fraction("alpha", alpha);
        Arguments.fraction("quantile", quantile);
        Arguments.positive("prior", prior);
    }

    /** Tightest when an arm has seen {@code outcomes}: r = t* ∕ (−2 ln α + ln(−2 ln α) + 1). */
    public static QuantileSequence tightestAt(double quantile, double outcomes, double alpha) {
        Arguments.positive("outcomes", outcomes);
        return new QuantileSequence(alpha, quantile, outcomes / ConfidenceSequence.spread(alpha));
    }

    /** The same sequence at another error level. */
    public QuantileSequence at(double otherAlpha) {
        return new QuantileSequence(otherAlpha, quantile, prior);
    }

    /** The quantile of one arm; ends are infinite until enough was seen. */
    public Interval interval(BucketCounts seen) {
        if (seen.count() == 0) {
            return new Interval(0, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
        }
        return interval(seen, -Math.log(alpha));
    }

    /**
     * Second arm's quantile minus the first's: each arm's interval at α/2, its ends subtracted. p
     * is the least α at which the two intervals part.
     */
    public Comparison difference(BucketCounts first, BucketCounts second) {
        if (first.count() == 0 || second.count() == 0) {
            return Comparison.UNKNOWN;
        }
        Interval one = interval(first, each(Math.log(alpha)));
        Interval two = interval(second, each(Math.log(alpha)));
        return new Comparison(
                two.estimate() - one.estimate(),
                two.lower() - one.upper(),
                two.upper() - one.lower(),
                p(first, second));
    }

    /**
     * Second arm's quantile over the first's, for outcomes of at least 0 as latencies are; 1 is no
     * difference.
     */
    public Comparison ratio(BucketCounts first, BucketCounts second) {
        if (first.count() == 0 || second.count() == 0) {
            return new Comparison(1, 0, Double.POSITIVE_INFINITY, 1);
        }
        Interval one = notNegative(interval(first, each(Math.log(alpha))));
        Interval two = notNegative(interval(second, each(Math.log(alpha))));
        double lower = Double.isInfinite(one.upper()) ? 0 : over(two.lower(), one.upper(), 0);
        double upper = over(two.upper(), one.lower(), Double.POSITIVE_INFINITY);
        double ratio = over(two.estimate(), one.estimate(), Double.POSITIVE_INFINITY);
        return new Comparison(
                two.estimate() == one.estimate() ? 1 : ratio, lower, upper, p(first, second));
    }

    private double p(BucketCounts first, BucketCounts second) {
        if (!apart(first, second, 0)) {
            return 1;
        }
        double parted = 0;
        double joined = LOG_P_LEAST;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (parted + joined) / 2;
            if (apart(first, second, middle)) {
                parted = middle;
            } else {
                joined = middle;
            }
        }
        return Math.exp(parted);
    }

    private boolean apart(BucketCounts first, BucketCounts second, double logAlpha) {
        Interval one = interval(first, each(logAlpha));
        Interval two = interval(second, each(logAlpha));
        return one.upper() < two.lower() || two.upper() < one.lower();
    }

    /** ln(1 ∕ (α/2)): the threshold of one of two arms. */
    private static double each(double logAlpha) {
        return Math.log(2) - logAlpha;
    }

    private Interval interval(BucketCounts seen, double threshold) {
        long n = seen.count();
        double lower = seen.lowerOfRank(leastRank(n, threshold));
        double upper = seen.upperOfRank(greatestRank(n, threshold) + 1);
        double estimate = Math.clamp(seen.quantile(quantile), lower, upper);
        return new Interval(estimate, lower, upper);
    }

    /** The least count not ruled out; M falls towards n·q, so it is found by halving. */
    long leastRank(long n, double threshold) {
        long out = -1;
        long in = (long) (n * quantile);
        while (in - out > 1) {
            long middle = out + (in - out) / 2;
            if (logMartingale(n, middle) < threshold) {
                in = middle;
            } else {
                out = middle;
            }
        }
        return in;
    }

    /** The greatest count not ruled out. */
    long greatestRank(long n, double threshold) {
        long in = Math.min(n, (long) (n * quantile) + 1);
        long out = n + 1;
        while (out - in > 1) {
            long middle = in + (out - in) / 2;
            if (logMartingale(n, middle) < threshold) {
                in = middle;
            } else {
                out = middle;
            }
        }
        return in;
    }

    private double logMartingale(long n, long below) {
        double a = prior * quantile;
        double b = prior * (1 - quantile);
        long above = n - below;
        return LogBeta.value(a + below, b + above)
                - LogBeta.value(a, b)
                - below * Math.log(quantile)
                - above * Math.log1p(-quantile);
    }

    private static Interval notNegative(Interval interval) {
        if (interval.upper() < 0 || interval.estimate() < 0) {
            throw new IllegalArgumentException(
                    "a ratio needs outcomes of at least 0, the quantile was " + interval);
        }
        return new Interval(interval.estimate(), Math.max(0, interval.lower()), interval.upper());
    }

    private static double over(double above, double below, double otherwise) {
        return below > 0 ? above / below : otherwise;
    }
}
