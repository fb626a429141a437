package io.inferry.experiment.statistics;

import java.util.List;
import org.apache.commons.numbers.gamma.LogGamma;

/**
 * The sample-ratio test that may be looked at after every request: Lindon and Malek, "Anytime-valid
 * inference for multinomial count data" (2022). The Bayes factor of a Dirichlet-multinomial with
 * prior a = c·w against the configured shares w,
 *
 * <pre>
 * Γ(c) ∕ Γ(c + n) · Π Γ(aᵢ + xᵢ) ∕ Γ(aᵢ) · Π wᵢ^(−xᵢ)
 * </pre>
 *
 * is a martingale while assignment is right; p = 1 ∕ its largest value so far. Phases with other
 * weights multiply, so a canary's steps are one test. An immutable state: keep what {@link #seen}
 * answers.
 *
 * @param weights of this phase, above 0
 * @param concentration c: how far from the weights mismatches are expected; see {@link #tightestAt}
 * @param banked logarithm of the factor of earlier phases
 * @param current logarithm of the factor of this phase
 * @param largest logarithm of the largest product so far, at least 0
 */
public record SequentialRatio(
        List<Double> weights, double concentration, double banked, double current, double largest) {
    public SequentialRatio {
        weights = List.copyOf(weights);
        Arguments.shares("weights", weights);
        Arguments.positive("concentration", concentration);
        Arguments.finite("banked", banked);
        Arguments.finite("current", current);
        Arguments.notNegative("largest", largest);
    }

    /** Before the first assignment; finds soonest what shows within some {@code outcomes}. */
    public static SequentialRatio tightestAt(List<Double> weights, double outcomes, double alpha) {
        Arguments.positive("outcomes", outcomes);
        return new SequentialRatio(weights, outcomes / ConfidenceSequence.spread(alpha), 0, 0, 0);
    }

    /**
     * After a look.
     *
     * @param counts all assignments of this phase so far, not only those since the last look
     */
    public SequentialRatio seen(List<Long> counts) {
        Arguments.sameSize("counts and weights", counts.size(), weights.size());
        double[] shares = Arguments.shares("weights", weights);
        double total = 0;
        double factor = LogGamma.value(concentration);
        for (int i = 0; i < shares.length; i++) {
            long count = Arguments.count("counts", counts.get(i));
            double prior = concentration * shares[i];
            total += count;
            factor += LogGamma.value(prior + count) - LogGamma.value(prior);
            factor -= count * Math.log(shares[i]);
        }
        double now = factor - LogGamma.value(concentration + total);
        return new SequentialRatio(
                weights, concentration, banked, now, Math.max(largest, banked + now));
    }

    /** The next phase: other weights, counts from zero, evidence kept. */
    public SequentialRatio next(List<Double> otherWeights) {
        return new SequentialRatio(otherWeights, concentration, banked + current, 0, largest);
    }

    /** Always-valid p-value of "assignment is right". */
    public double p() {
        return Math.exp(-largest);
    }

    /** p ≤ α: something adds or loses requests of an arm, and no comparison can be trusted. */
    public boolean alarm(double alpha) {
        return p() <= Arguments.fraction("alpha", alpha);
    }
}
