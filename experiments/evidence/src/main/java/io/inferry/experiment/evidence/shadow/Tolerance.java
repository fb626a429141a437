package io.inferry.experiment.evidence.shadow;

/**
 * How far two numbers may lie apart and still agree: {@code |a − b| ≤ absolute + relative ·
 * max(|a|, |b|)}. NaN agrees with NaN, and an infinity with itself.
 */
public record Tolerance(double absolute, double relative) {
    /** A thousandth of the value, or of 1. */
    public static final Tolerance STANDARD = new Tolerance(1e-3, 1e-3);

    public Tolerance {
        if (!(absolute >= 0 && relative >= 0 && absolute + relative < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "a tolerance is 0 or more, was " + absolute + " and " + relative);
        }
    }

    /** How much more than allowed two numbers lie apart, as a multiple; at most 1 agrees. */
    double excess(double a, double b) {
        if (a == b || (Double.isNaN(a) && Double.isNaN(b))) {
            return 0;
        }
        double difference = Math.abs(a - b);
        if (!(difference < Double.POSITIVE_INFINITY)) {
            return Double.POSITIVE_INFINITY;
        }
        return difference / (absolute + relative * Math.max(Math.abs(a), Math.abs(b)));
    }
}
