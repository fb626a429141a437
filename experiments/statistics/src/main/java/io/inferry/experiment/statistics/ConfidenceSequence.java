package io.inferry.experiment.statistics;

/**
 * Intervals for means and their differences that hold at every look at once, so that looking early
 * and often costs nothing but width: the asymptotic confidence sequence of Waudby-Smith, Arbour,
 * Sinha, Kennedy and Ramdas, "Time-uniform central limit theory and asymptotic confidence
 * sequences" (2021). Its p-value is the mixture sequential probability ratio test of Robbins and of
 * Johari, Koomen, Pekelis and Walsh, "Always valid inference" (2015).
 *
 * <p>With V the variance of the estimate and t the outcomes seen (of both arms):
 *
 * <pre>
 * radius = √( V · 2(tρ²+1)/(tρ²) · ln(√(tρ²+1)/α) )
 * p      = min(1, √(tρ²+1) · exp(−(d²/V)/2 · tρ²/(tρ²+1)))
 * </pre>
 *
 * <p>Asymptotic: it means something from some hundreds of outcomes a side on; whoever decides sets
 * minimum samples. p ≤ α exactly when 0 lies outside the interval.
 *
 * @param alpha chance that the truth is ever outside, in (0, 1)
 * @param rhoSquared ρ² above 0: where in time the interval is tightest; see {@link #tightestAt}
 */
public record ConfidenceSequence(double alpha, double rhoSquared) {
    /** A difference below this share of the means is rounding. */
    private static final double ROUNDING = 1e-12;

    /** From so many of the rarer outcome on an arm's rate is trusted with its own variance. */
    private static final long RARE_ENOUGH = 50;

    /** From so many outcomes on an arm's own variance is trusted. */
    private static final long MANY_ENOUGH = 1_000;

    public ConfidenceSequence {
        Arguments.fraction("alpha", alpha);
        Arguments.positive("rhoSquared", rhoSquared);
    }

    /**
     * Tightest when {@code outcomes} have been seen on both sides together: ρ² = (−2 ln α + ln(−2
     * ln α) + 1) / t*.
     *
     * @throws IllegalArgumentException unless 0 &lt; alpha &lt; 1 and outcomes are above 0
     */
    public static ConfidenceSequence tightestAt(double outcomes, double alpha) {
        Arguments.positive("outcomes", outcomes);
        return new ConfidenceSequence(alpha, spread(alpha) / outcomes);
    }

    /**
     * −2 ln α + ln(−2 ln α) + 1, the best t·ρ² at one time; at least 1, which the formula leaves
     * for α above one half.
     */
    static double spread(double alpha) {
        double twice = -2 * Math.log(Arguments.fraction("alpha", alpha));
        return Math.max(1, twice + Math.log(twice) + 1);
    }

    /** The same sequence at another error level, as a correction for many comparisons needs it. */
    public ConfidenceSequence at(double otherAlpha) {
        return new ConfidenceSequence(otherAlpha, rhoSquared);
    }

    /**
     * Second minus first, for means of anything with a finite variance. An arm whose outcomes were
     * all alike is given one more outcome at the other arm's mean, since its spread is unknown, not
     * zero; if both arms are alike and equal, nothing is known and the interval is infinite. An arm
     * with fewer than 1,000 outcomes takes no less than the variance within both arms. For outcomes
     * of 0 and 1 use {@link #rates}, which knows the scale.
     */
    public Comparison means(Moments first, Moments second) {
        if (first.count() == 0 || second.count() == 0) {
            return Comparison.UNKNOWN;
        }
        double size = Math.max(Math.abs(first.mean()), Math.abs(second.mean()));
        double raw = second.mean() - first.mean();
        double difference = Math.abs(raw) <= ROUNDING * size ? 0 : raw;
        double variance =
                cautious(first, second, difference) / first.count()
                        + cautious(second, first, difference) / second.count();
        return difference(difference, variance, (double) first.count() + second.count());
    }

    /**
     * Second minus first, for rates. V = m₁(1−m₁)/n₁ + m₂(1−m₂)/n₂, with two cautions. An arm of
     * successes only, or of failures only, counts one more outcome of the other kind in its
     * variance. And an arm with fewer than 50 of its rarer outcome takes no less than the variance
     * of both arms together: a canary of one percent that happened to see one failure in place of
     * six would otherwise be certain of it (without this, 13 % of A/A tests go wrong there).
     */
    public Comparison rates(Rate first, Rate second) {
        if (first.trials() == 0 || second.trials() == 0) {
            return Comparison.UNKNOWN;
        }
        Rate both = first.merge(second);
        double variance =
                cautious(first, both) / first.trials() + cautious(second, both) / second.trials();
        return difference(second.mean() - first.mean(), variance, (double) both.trials());
    }

    /** The mean of one arm; infinite while all its outcomes are alike. */
    public Interval mean(Moments moments) {
        if (moments.count() == 0 || moments.alike()) {
            return new Interval(moments.mean(), Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
        }
        double radius = radius(moments.variance() / moments.count(), (double) moments.count());
        return new Interval(moments.mean(), moments.mean() - radius, moments.mean() + radius);
    }

    /** The rate of one arm, cut to [0, 1]. */
    public Interval rate(Rate rate) {
        if (rate.trials() == 0) {
            return new Interval(0, 0, 1);
        }
        double mean = rate.mean();
        double radius = radius(rate.variance() / rate.trials(), (double) rate.trials());
        return new Interval(mean, Math.max(0, mean - radius), Math.min(1, mean + radius));
    }

    /**
     * Any estimate that is asymptotically normal.
     *
     * @param estimate of the difference
     * @param variance of that estimate, V, not of the outcomes; 0 means unknown
     * @param outcomes t, seen on both sides together
     */
    public Comparison difference(double estimate, double variance, double outcomes) {
        Arguments.finite("estimate", estimate);
        Arguments.notNegative("variance", variance);
        Arguments.notNegative("outcomes", outcomes);
        if (variance == 0 || outcomes == 0) {
            return new Comparison(estimate, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 1);
        }
        double radius = radius(variance, outcomes);
        double spread = outcomes * rhoSquared;
        double evidence = estimate / variance * estimate / 2 * (spread / (spread + 1));
        double p = Math.exp(Math.log1p(spread) / 2 - evidence);
        return new Comparison(estimate, estimate - radius, estimate + radius, Math.min(1, p));
    }

    private double radius(double variance, double outcomes) {
        double spread = outcomes * rhoSquared;
        double bound = Math.log1p(spread) / 2 - Math.log(alpha);
        return Math.sqrt(variance * 2 * ((spread + 1) / spread) * bound);
    }

    private static double cautious(Rate arm, Rate both) {
        return arm.rarer() >= RARE_ENOUGH
                ? arm.variance()
                : Math.max(arm.variance(), both.variance());
    }

    private static double cautious(Moments arm, Moments other, double difference) {
        if (arm.alike()) {
            double reach = difference * difference + (other.alike() ? 0 : other.variance());
            return reach / (arm.count() + 1.0);
        }
        if (arm.count() >= MANY_ENOUGH) {
            return arm.variance();
        }
        double within = arm.squares() + other.squares();
        return Math.max(arm.variance(), within / ((double) arm.count() + other.count()));
    }
}
