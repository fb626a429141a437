package io.inferry.experiment.statistics;

/**
 * An estimate and the interval that holds the truth, at every look at once where it comes from a
 * confidence sequence. Infinite ends mean that nothing is known yet.
 *
 * @param estimate in the outcome's unit; inside the interval
 * @param lower ≤ upper
 * @param upper the other end
 */
public record Interval(double estimate, double lower, double upper) {
    public Interval {
        Arguments.number("estimate", estimate);
        Arguments.number("lower", lower);
        Arguments.number("upper", upper);
        if (lower > upper) {
            throw new IllegalArgumentException(
                    "lower must not exceed upper, were " + lower + " and " + upper);
        }
    }

    /** Whether the value is not ruled out. */
    public boolean contains(double value) {
        return lower <= value && value <= upper;
    }

    /** upper − lower. */
    public double width() {
        return upper - lower;
    }
}
