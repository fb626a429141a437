package io.inferry.experiment.statistics;

/**
 * What is known about second minus first.
 *
 * @param difference second − first, in the outcome's unit (for a ratio: second ∕ first)
 * @param lower end of the interval that holds the true difference; −∞ when nothing is known
 * @param upper other end; ∞ when nothing is known
 * @param p always-valid p-value of "no difference" by the outcomes seen up to this look; keep the
 *     smallest in a {@link RunningP}
 */
public record Comparison(double difference, double lower, double upper, double p) {
    /** Nothing seen. */
    public static final Comparison UNKNOWN =
            new Comparison(0, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 1);

    public Comparison {
        Arguments.number("difference", difference);
        Arguments.number("lower", lower);
        Arguments.number("upper", upper);
        Arguments.probability("p", p);
        if (lower > upper) {
            throw new IllegalArgumentException(
                    "lower must not exceed upper, were " + lower + " and " + upper);
        }
    }

    /** First minus second. */
    public Comparison turned() {
        return new Comparison(-difference, -upper, -lower, p);
    }

    /** The interval without the p-value. */
    public Interval interval() {
        return new Interval(difference, lower, upper);
    }
}
