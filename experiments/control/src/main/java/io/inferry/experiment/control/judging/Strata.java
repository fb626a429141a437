package io.inferry.experiment.control.judging;

import io.inferry.experiment.statistics.Comparison;
import io.inferry.experiment.statistics.ConfidenceSequence;
import java.util.List;

/**
 * Compares within stretches of equal weights and only then combines. While a canary's share grows,
 * the candidate's outcomes come late and control's early; if outcomes change over the day, their
 * plain sums differ though the versions do not (Simpson's paradox; Crook, Frasca, Kohavi,
 * Longbotham, "Seven pitfalls to avoid when running controlled experiments on the web", 2009, §4).
 * Stretches are weighted n₁n₂/(n₁+n₂) (Cochran 1954; Mantel, Haenszel 1959): the most precise
 * choice where spreads are equal, and free of the bias that weights taken from estimated variances
 * have.
 */
final class Strata {
    private Strata() {}

    /** The combined difference, candidate minus control, with an interval for every look. */
    static Comparison compare(ConfidenceSequence sequence, List<Stratum> all) {
        double weights = 0;
        double difference = 0;
        double variance = 0;
        double outcomes = 0;
        for (Stratum each : all) {
            if (each.speaks()) {
                double weight = each.weight();
                weights += weight;
                difference += weight * each.difference();
                variance += weight * each.variance() * weight;
                outcomes += each.first() + each.second();
            }
        }
        return weights == 0
                ? Comparison.UNKNOWN
                : sequence.difference(difference / weights, variance / weights / weights, outcomes);
    }
}
