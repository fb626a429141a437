package io.inferry.experiment.statistics;

import java.util.random.RandomGenerator;
import org.apache.commons.statistics.distribution.BetaDistribution;

/**
 * Belief about a rate: Beta(α, β). From Beta(1, 1), that is knowing nothing, s successes and f
 * failures lead to Beta(1 + s, 1 + f).
 *
 * @param alpha at least 1
 * @param beta at least 1
 */
public record BetaPosterior(double alpha, double beta) implements Posterior {
    public BetaPosterior {
        atLeastOne("alpha", alpha);
        atLeastOne("beta", beta);
    }

    /** After these outcomes, from Beta(1, 1). */
    public static BetaPosterior of(Rate rate) {
        return new BetaPosterior(1.0 + rate.successes(), 1.0 + rate.trials() - rate.successes());
    }

    private static void atLeastOne(String name, double value) {
        if (!(value >= 1) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(
                    name + " must be finite and at least 1, was " + value);
        }
    }

    @Override
    public double mean() {
        return alpha / (alpha + beta);
    }

    @Override
    public double scale() {
        return Math.sqrt(mean() * (1 - mean()) / (alpha + beta + 1));
    }

    @Override
    public double least() {
        return 0;
    }

    @Override
    public double greatest() {
        return 1;
    }

    @Override
    public double density(double x) {
        return BetaDistribution.of(alpha, beta).density(x);
    }

    @Override
    public double cumulative(double x) {
        return BetaDistribution.of(alpha, beta).cumulativeProbability(x);
    }

    @Override
    public double sample(RandomGenerator generator) {
        return BetaDistribution.of(alpha, beta).createSampler(generator::nextLong).sample();
    }
}
