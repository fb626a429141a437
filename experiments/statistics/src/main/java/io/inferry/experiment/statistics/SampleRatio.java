package io.inferry.experiment.statistics;

import java.util.List;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * Pearson's chi-square test that assignments came in the configured proportions, for one look. For
 * repeated looks use {@link SequentialRatio}.
 */
public final class SampleRatio {
    private SampleRatio() {}

    /**
     * The chance of counts at least this far from the weights if nothing is wrong: survival of χ² =
     * Σ (count − expected)² / expected with k − 1 degrees of freedom; 1 when nothing was assigned.
     * Means something from some five expected in each arm on.
     *
     * @param counts assignments per arm
     * @param weights configured, above 0, in any unit
     * @throws IllegalArgumentException when lengths differ, fewer than two arms, or a count below 0
     */
    public static double p(List<Long> counts, List<Double> weights) {
        Arguments.sameSize("counts and weights", counts.size(), weights.size());
        double[] shares = Arguments.shares("weights", weights);
        double total = 0;
        for (long count : counts) {
            total += Arguments.count("counts", count);
        }
        if (total == 0) {
            return 1;
        }
        double sum = 0;
        for (int i = 0; i < shares.length; i++) {
            double expected = total * shares[i];
            double off = counts.get(i) - expected;
            sum += off * off / expected;
        }
        return ChiSquaredDistribution.of(shares.length - 1.0).survivalProbability(sum);
    }
}
