package io.inferry.experiment.statistics;

/**
 * Exact sequence for the mean of bounded outcomes, from the first outcome on: the predictable
 * plug-in empirical-Bernstein confidence sequence of Waudby-Smith and Ramdas (2023), theorem 2,
 * with c = 1/2:
 *
 * <pre>
 * Σ λᵢ xᵢ ∕ Σ λᵢ ± ( ln(2/α) + Σ 4 (xᵢ − μ̂ᵢ₋₁)² · (−ln(1 − λᵢ) − λᵢ)/4 ) ∕ Σ λᵢ
 * </pre>
 *
 * <p>Immutable. Merging parts that were counted apart is valid, since products of their martingales
 * are one; a part must be merged once only, so never two copies that share a past.
 *
 * @param bounds of the outcomes
 * @param alpha chance that the mean is ever outside
 * @param bet what the next stake follows from
 * @param stakes Σ λ
 * @param staked Σ λ x
 * @param penalty the sum in the radius
 */
public record EmpiricalBernstein(
        Bounds bounds, double alpha, Bet bet, double stakes, double staked, double penalty) {
    private static final double STAKE_MAX = 0.5;

    public EmpiricalBernstein {
        Arguments.fraction("alpha", alpha);
        Arguments.finite("stakes", stakes);
        Arguments.finite("staked", staked);
        Arguments.finite("penalty", penalty);
    }

    /** Nothing seen. */
    public static EmpiricalBernstein of(Bounds bounds, double alpha) {
        return new EmpiricalBernstein(bounds, alpha, Bet.NONE, 0, 0, 0);
    }

    /**
     * With one more outcome.
     *
     * @throws IllegalArgumentException for an outcome outside the bounds
     */
    public EmpiricalBernstein plus(double value) {
        double x = bounds.share(value);
        double stake = Math.min(bet.stake(alpha), STAKE_MAX);
        double off = x - bet.mean();
        return new EmpiricalBernstein(
                bounds,
                alpha,
                bet.plus(x),
                stakes + stake,
                staked + stake * x,
                penalty + off * off * (-Math.log1p(-stake) - stake));
    }

    /** Both together; see above for when this is valid. */
    public EmpiricalBernstein merge(EmpiricalBernstein other) {
        if (!bounds.equals(other.bounds) || alpha != other.alpha) {
            throw new IllegalArgumentException(
                    "only sequences of one kind merge, were "
                            + bounds
                            + " at "
                            + alpha
                            + " and "
                            + other.bounds
                            + " at "
                            + other.alpha);
        }
        return new EmpiricalBernstein(
                bounds,
                alpha,
                bet.merge(other.bet),
                stakes + other.stakes,
                staked + other.staked,
                penalty + other.penalty);
    }

    /** The mean, cut to the bounds. */
    public Interval interval() {
        if (stakes == 0) {
            return bounds.interval(0.5, 0, 1);
        }
        double centre = staked / stakes;
        double radius = (Math.log(2 / alpha) + penalty) / stakes;
        return bounds.interval(centre, centre - radius, centre + radius);
    }
}
