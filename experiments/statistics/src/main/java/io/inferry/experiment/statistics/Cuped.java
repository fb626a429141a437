package io.inferry.experiment.statistics;

/**
 * Variance reduction by a covariate from before the experiment: Deng, Xu, Kohavi and Walker,
 * "Improving the sensitivity of online controlled experiments by utilizing pre-experiment data"
 * (CUPED, 2013). Each outcome y becomes y − θ(x − mean x) with θ = cov(x, y)/var(x) pooled within
 * the arms and mean x that of both arms: the difference of means stays what it was in expectation,
 * its variance falls by the share ρ² that the covariate explains.
 *
 * @param theta θ, outcome's unit per covariate's
 * @param covariateMean mean x of both arms
 */
public record Cuped(double theta, double covariateMean) {
    public Cuped {
        Arguments.finite("theta", theta);
        Arguments.finite("covariateMean", covariateMean);
    }

    /** θ pooled over both arms; 0, which changes nothing, where the covariate does not vary. */
    public static Cuped pooled(PairedMoments first, PairedMoments second) {
        Moments covariate = first.covariate().merge(second.covariate());
        double within = first.covariate().squares() + second.covariate().squares();
        boolean constant = first.covariate().alike() && second.covariate().alike();
        double theta = constant ? 0 : (first.products() + second.products()) / within;
        return new Cuped(theta, covariate.mean());
    }

    /** The arm's outcomes with the covariate's part taken out. */
    public Moments adjusted(PairedMoments arm) {
        if (arm.count() == 0) {
            return Moments.NONE;
        }
        double mean = arm.outcome().mean() - theta * (arm.covariate().mean() - covariateMean);
        double squares =
                arm.outcome().squares()
                        - 2 * theta * arm.products()
                        + theta * theta * arm.covariate().squares();
        return new Moments(arm.count(), mean, Math.max(0, squares));
    }

    /** Second minus first, adjusted. */
    public static Comparison compare(
            ConfidenceSequence sequence, PairedMoments first, PairedMoments second) {
        Cuped cuped = pooled(first, second);
        return sequence.means(cuped.adjusted(first), cuped.adjusted(second));
    }
}
