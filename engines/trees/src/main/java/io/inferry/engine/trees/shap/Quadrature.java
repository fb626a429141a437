package io.inferry.engine.trees.shap;

/**
 * Gauss and Legendre's points and weights between 0 and 1: a polynomial's integral is its weighted
 * sum at {@code n} points, exactly up to degree {@code 2n - 1}.
 */
final class Quadrature {
    private static final int STEPS_MAX = 100;
    private static final double NEAR_ENOUGH = 1e-15;

    private final double[] points;
    private final double[] weights;

    private Quadrature(int count) {
        points = new double[count];
        weights = new double[count];
        for (int i = 0; i < count; i++) {
            // Newton's steps to a root of the Legendre polynomial, from where it nearly is.
            double x = Math.cos(Math.PI * (i + 0.75) / (count + 0.5));
            double slope = slope(count, x);
            for (int step = 0; step < STEPS_MAX; step++) {
                double change = legendre(count, x) / slope;
                x -= change;
                slope = slope(count, x);
                if (Math.abs(change) < NEAR_ENOUGH) {
                    break;
                }
            }
            points[i] = (1 - x) / 2;
            weights[i] = 1 / ((1 - x * x) * slope * slope);
        }
    }

    /** The fewest points that are exact for this degree. */
    static Quadrature ofDegree(int degree) {
        return new Quadrature(Math.max(0, degree) / 2 + 1);
    }

    int count() {
        return points.length;
    }

    double point(int i) {
        return points[i];
    }

    double weight(int i) {
        return weights[i];
    }

    private static double legendre(int degree, double x) {
        double before = 1;
        double value = x;
        for (int i = 2; i <= degree; i++) {
            double next = ((2 * i - 1) * x * value - (i - 1) * before) / i;
            before = value;
            value = next;
        }
        return value;
    }

    private static double slope(int degree, double x) {
        double before = degree == 1 ? 1 : legendre(degree - 1, x);
        return degree * (x * legendre(degree, x) - before) / (x * x - 1);
    }
}
