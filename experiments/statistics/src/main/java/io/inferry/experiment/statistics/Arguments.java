package io.inferry.experiment.statistics;

import java.util.List;

/** Refuses arguments that no formula here is made for, by name. */
final class Arguments {
    private Arguments() {}

    /** A number, neither NaN nor infinite. */
    static double finite(String name, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(name + " must be a finite number, was " + value);
        }
        return value;
    }

    /** Finite and above zero. */
    static double positive(String name, double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(name + " must be finite and above 0, was " + value);
        }
        return value;
    }

    /** Finite and at least zero. */
    static double notNegative(String name, double value) {
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(
                    name + " must be finite and at least 0, was " + value);
        }
        return value;
    }

    /** Strictly between 0 and 1, as an error level or a quantile. */
    static double fraction(String name, double value) {
        if (!(value > 0 && value < 1)) {
            throw new IllegalArgumentException(
                    name + " must lie between 0 and 1, both excluded, was " + value);
        }
        return value;
    }

    /** In [0, 1], as a probability. */
    static double probability(String name, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(name + " must lie in [0, 1], was " + value);
        }
        return value;
    }

    /** Not NaN; infinities are allowed, as in an interval that knows nothing yet. */
    static double number(String name, double value) {
        if (Double.isNaN(value)) {
            throw new IllegalArgumentException(name + " must be a number, was NaN");
        }
        return value;
    }

    /** At least zero. */
    static long count(String name, long value) {
        if (value < 0) {
            throw new IllegalArgumentException(name + " must be at least 0, was " + value);
        }
        return value;
    }

    /** Two collections that belong together, item by item. */
    static void sameSize(String names, int first, int second) {
        if (first != second) {
            throw new IllegalArgumentException(
                    names + " must have equal lengths, were " + first + " and " + second);
        }
    }

    /** Positive weights in any unit, at least two; answers their shares, which sum to 1. */
    static double[] shares(String name, List<Double> weights) {
        if (weights.size() < 2) {
            throw new IllegalArgumentException(
                    name + " must be at least 2, were " + weights.size());
        }
        double sum = 0;
        for (double weight : weights) {
            sum += positive(name, weight);
        }
        double total = positive("sum of " + name, sum);
        return weights.stream().mapToDouble(weight -> weight / total).toArray();
    }
}
