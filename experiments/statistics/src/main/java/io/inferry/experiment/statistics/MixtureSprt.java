package io.inferry.experiment.statistics;

/**
 * The mixture sequential probability ratio test with a normal mixture, for whoever knows the size
 * of effect to expect rather than the number of outcomes: Robbins (1970); Johari, Koomen, Pekelis
 * and Walsh, "Always valid inference" (2015), equation 2. With d the difference and V its variance,
 *
 * <pre>
 * Λ = √( V ∕ (V + τ²) ) · exp( τ² d² ∕ (2 V (V + τ²)) ),   p = min(1, 1 ∕ Λ)
 * </pre>
 *
 * <p>{@link ConfidenceSequence} is the same with τ² = tρ²V.
 *
 * @param tauSquared τ² above 0: variance of the effects that are expected, in the unit squared
 */
public record MixtureSprt(double tauSquared) {
    public MixtureSprt {
        Arguments.positive("tauSquared", tauSquared);
    }

    /**
     * Always-valid p-value of "no difference" at this look.
     *
     * @param variance of the estimate, not of the outcomes; 0 means unknown: p is 1
     */
    public double p(double estimate, double variance) {
        Arguments.finite("estimate", estimate);
        Arguments.notNegative("variance", variance);
        if (variance == 0) {
            return 1;
        }
        double evidence =
                estimate / variance * estimate * (tauSquared / (variance + tauSquared)) / 2;
        return Math.min(1, Math.exp(Math.log1p(tauSquared / variance) / 2 - evidence));
    }

    /** Means compared; 1 while an arm has no outcomes or both do not vary. */
    public double p(Moments first, Moments second) {
        if (first.count() == 0 || second.count() == 0) {
            return 1;
        }
        return p(
                second.mean() - first.mean(),
                first.variance() / first.count() + second.variance() / second.count());
    }
}
