package io.inferry.experiment.statistics;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * How far the counts in fixed bins have moved from a reference, and when a threshold on it means
 * something.
 *
 * <p>Two samples of one distribution differ by chance. With n and m outcomes and B bins, Σ (p −
 * q)²/p of their shares is about (1/n + 1/m) χ² with B − 1 degrees of freedom. The population
 * stability index is that sum to second order (Yurdakul, "Statistical properties of the population
 * stability index", 2018), the Jensen-Shannon divergence an eighth of it, and the
 * Kolmogorov-Smirnov distance follows Smirnov's bound. {@link #noise} is what chance alone exceeds
 * once in 1/α; a threshold means something from the sample on at which the noise has fallen below
 * it ({@link #outcomesMin}).
 *
 * <p>Made for one look. For repeated looks give {@link Corrections#alphaOfLook}.
 */
public enum Drift {
    /**
     * Σ (p − q) ln(p/q); by custom 0.1 is a change and 0.25 a big one. Half an outcome is added to
     * each bin, since the index is infinite for empty ones.
     */
    POPULATION_STABILITY {
        @Override
        double of(double[] p, double[] q) {
            return IntStream.range(0, p.length)
                    .mapToDouble(i -> (p[i] - q[i]) * Math.log(p[i] / q[i]))
                    .sum();
        }

        @Override
        double quantile(int bins, double alpha) {
            return chiSquared(bins, alpha);
        }
    },

    /**
     * ½ Σ p ln(2p/(p+q)) + ½ Σ q ln(2q/(p+q)), in nats, 0 to ln 2 (Lin, "Divergence measures based
     * on the Shannon entropy", 1991). Half an outcome is added to each bin.
     */
    JENSEN_SHANNON {
        @Override
        double of(double[] p, double[] q) {
            return IntStream.range(0, p.length)
                    .mapToDouble(i -> half(p[i], q[i]) + half(q[i], p[i]))
                    .sum();
        }

        @Override
        double quantile(int bins, double alpha) {
            return chiSquared(bins, alpha) / EIGHTH;
        }
    },

    /**
     * Greatest difference of the cumulative shares, 0 to 1, for bins in order. Binning only lowers
     * it, so Smirnov's bound 2 exp(−2 d² nm/(n+m)) stays on the safe side.
     */
    KOLMOGOROV_SMIRNOV {
        @Override
        double of(double[] p, double[] q) {
            double apart = 0;
            double greatest = 0;
            for (int i = 0; i < p.length; i++) {
                apart += p[i] - q[i];
                greatest = Math.max(greatest, Math.abs(apart));
            }
            return greatest;
        }

        @Override
        double quantile(int bins, double alpha) {
            return Math.log(2 / alpha) / 2;
        }

        @Override
        double smoothing() {
            return 0;
        }

        @Override
        double power() {
            return 2;
        }
    };

    private static final double EIGHTH = 8;
    private static final long BIN_MIN = 5;

    abstract double of(double[] p, double[] q);

    /** noise^power ∕ (1/n + 1/m). */
    abstract double quantile(int bins, double alpha);

    double smoothing() {
        return 0.5;
    }

    /** The noise to this power falls as 1/n. */
    double power() {
        return 1;
    }

    /**
     * The distance; 0 while a side is empty.
     *
     * @param reference counts per bin
     * @param actual counts in the same bins
     * @throws IllegalArgumentException when lengths differ, fewer than two bins, or a count below 0
     */
    public double distance(List<Long> reference, List<Long> actual) {
        Arguments.sameSize("reference and actual", reference.size(), actual.size());
        bins(reference.size());
        if (total(reference) == 0 || total(actual) == 0) {
            return 0;
        }
        return of(shares(reference), shares(actual));
    }

    /**
     * The distance that chance alone exceeds with probability α; infinite while a side is empty.
     *
     * @param first outcomes of the reference
     * @param second outcomes of the other side
     */
    public double noise(int bins, long first, long second, double alpha) {
        Arguments.fraction("alpha", alpha);
        Arguments.count("first", first);
        Arguments.count("second", second);
        if (first == 0 || second == 0) {
            return Double.POSITIVE_INFINITY;
        }
        double scale = 1.0 / first + 1.0 / second;
        return Math.pow(quantile(bins(bins), alpha) * scale, 1 / power());
    }

    /**
     * Outcomes that each side needs before a distance above the threshold is not chance: the least
     * n with noise(bins, n, n, α) ≤ threshold, that is n = 2 · quantile ∕ threshold^power; and at
     * least five for each bin, without which the χ² behind it is no approximation (Cochran 1954).
     */
    public long outcomesMin(int bins, double threshold, double alpha) {
        Arguments.positive("threshold", threshold);
        Arguments.fraction("alpha", alpha);
        double needed = 2 * quantile(bins(bins), alpha) / Math.pow(threshold, power());
        return Math.max(BIN_MIN * bins, (long) Math.ceil(needed));
    }

    private static int bins(int bins) {
        if (bins < 2) {
            throw new IllegalArgumentException("bins must be at least 2, were " + bins);
        }
        return bins;
    }

    private static double chiSquared(int bins, double alpha) {
        return ChiSquaredDistribution.of(bins - 1.0).inverseSurvivalProbability(alpha);
    }

    private static double half(double p, double q) {
        return p == 0 ? 0 : p / 2 * Math.log(2 * p / (p + q));
    }

    private static double total(List<Long> counts) {
        double sum = 0;
        for (long count : counts) {
            sum += Arguments.count("counts", count);
        }
        return sum;
    }

    private double[] shares(List<Long> counts) {
        double total = total(counts) + smoothing() * counts.size();
        return counts.stream().mapToDouble(count -> (count + smoothing()) / total).toArray();
    }
}
