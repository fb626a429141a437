package io.inferry.experiment.statistics;

import java.util.random.RandomGenerator;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Belief about the mean of outcomes with unknown variance: normal-inverse-gamma. The mean by itself
 * is Student's t with 2a degrees of freedom around m with scale √(b ∕ (a k)). Formulas: Murphy,
 * "Conjugate Bayesian analysis of the Gaussian distribution" (2007), section 6.
 *
 * @param mean m, in the outcome's unit
 * @param strength k above 0: outcomes that the belief in m is worth
 * @param shape a above 0: half the outcomes that the belief in the variance is worth
 * @param rate b above 0: a times the variance believed in
 */
public record NormalPosterior(double mean, double strength, double shape, double rate)
        implements Posterior {
    public NormalPosterior {
        Arguments.finite("mean", mean);
        Arguments.positive("strength", strength);
        Arguments.positive("shape", shape);
        Arguments.positive("rate", rate);
    }

    /**
     * A weak prior, worth one outcome for the mean and two for the variance.
     *
     * @param mean a guess
     * @param deviation a guess at the outcomes' spread, above 0
     */
    public static NormalPosterior around(double mean, double deviation) {
        Arguments.positive("deviation", deviation);
        return new NormalPosterior(mean, 1, 1, deviation * deviation);
    }

    /**
     * After more outcomes: k' = k + n, m' = (k m + n x̄) ∕ k', a' = a + n/2, b' = b + S/2 + k n (x̄
     * − m)² ∕ (2 k').
     */
    public NormalPosterior after(Moments seen) {
        double n = seen.count();
        double together = strength + n;
        double step = seen.mean() - mean;
        return new NormalPosterior(
                mean + step * (n / together),
                together,
                shape + n / 2,
                rate + seen.squares() / 2 + step * step * (strength * n / together) / 2);
    }

    @Override
    public double scale() {
        return Math.sqrt(rate / shape / strength);
    }

    @Override
    public double least() {
        return Double.NEGATIVE_INFINITY;
    }

    @Override
    public double greatest() {
        return Double.POSITIVE_INFINITY;
    }

    @Override
    public double density(double x) {
        return TDistribution.of(2 * shape).density((x - mean) / scale()) / scale();
    }

    @Override
    public double cumulative(double x) {
        return TDistribution.of(2 * shape).cumulativeProbability((x - mean) / scale());
    }

    @Override
    public double sample(RandomGenerator generator) {
        double t = TDistribution.of(2 * shape).createSampler(generator::nextLong).sample();
        return mean + scale() * t;
    }
}
