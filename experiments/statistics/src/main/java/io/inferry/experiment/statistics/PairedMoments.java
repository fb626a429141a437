package io.inferry.experiment.statistics;

/**
 * Outcome and covariate seen together, and how they move together: what variance reduction needs.
 * Immutable and mergeable; the co-moment is updated as {@link Moments}' squares are (Chan, Golub,
 * LeVeque 1979; Bennett et al., "Numerically stable, single-pass, parallel statistics algorithms",
 * 2009).
 *
 * @param outcome y
 * @param covariate x, of before the experiment, so that no arm can have changed it
 * @param products Σ(x − mean x)(y − mean y)
 */
public record PairedMoments(Moments outcome, Moments covariate, double products) {
    /** Nothing seen. */
    public static final PairedMoments NONE = new PairedMoments(Moments.NONE, Moments.NONE, 0);

    public PairedMoments {
        Arguments.finite("products", products);
        if (outcome.count() != covariate.count()) {
            throw new IllegalArgumentException(
                    "outcome and covariate come in pairs, were "
                            + outcome.count()
                            + " and "
                            + covariate.count());
        }
    }

    /** Pairs seen. */
    public long count() {
        return outcome.count();
    }

    /** With one more pair. */
    public PairedMoments plus(double outcomeValue, double covariateValue) {
        Moments y = outcome.plus(outcomeValue);
        Moments x = covariate.plus(covariateValue);
        double more = (covariateValue - covariate.mean()) * (outcomeValue - y.mean());
        return new PairedMoments(y, x, products + more);
    }

    /** Both together. */
    public PairedMoments merge(PairedMoments other) {
        if (other.count() == 0) {
            return this;
        }
        if (count() == 0) {
            return other;
        }
        Moments y = outcome.merge(other.outcome);
        Moments x = covariate.merge(other.covariate);
        double steps =
                (other.covariate.mean() - covariate.mean())
                        * (other.outcome.mean() - outcome.mean());
        double share = (double) count() / y.count() * other.count();
        return new PairedMoments(y, x, products + other.products + steps * share);
    }
}
