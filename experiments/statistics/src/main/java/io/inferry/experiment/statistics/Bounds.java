package io.inferry.experiment.statistics;

/**
 * What outcomes cannot leave, whatever happens: the one assumption of the exact sequences.
 *
 * @param lower least possible outcome
 * @param upper greatest possible outcome, above lower
 */
public record Bounds(double lower, double upper) {
    /** For rates, scores and agreements. */
    public static final Bounds UNIT = new Bounds(0, 1);

    public Bounds {
        Arguments.finite("lower", lower);
        Arguments.finite("upper", upper);
        Arguments.positive("upper - lower", upper - lower);
    }

    /** To [0, 1]; outcomes outside are refused. */
    double share(double value) {
        if (!(value >= lower && value <= upper)) {
            throw new IllegalArgumentException(
                    "value must lie in [" + lower + ", " + upper + "], was " + value);
        }
        return (value - lower) / (upper - lower);
    }

    /** From [0, 1] back. */
    double value(double share) {
        return lower + share * (upper - lower);
    }

    /** From [0, 1] back, cut to the bounds. */
    Interval interval(double estimate, double from, double to) {
        double low = Math.clamp(from, 0, 1);
        double high = Math.clamp(to, low, 1);
        return new Interval(value(Math.clamp(estimate, low, high)), value(low), value(high));
    }
}
