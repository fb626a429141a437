package io.inferry.experiment.control.bandit;

/**
 * One arm's linear model, ready to be asked for every request. Immutable.
 *
 * @see RidgeSums
 */
final class LinearModel {
    private final boolean active;
    private final int width;
    private final double[] coefficients;
    private final double[] inverse;

    private LinearModel(boolean active, int width, double[] coefficients, double[] inverse) {
        this.active = active;
        this.width = width;
        this.coefficients = coefficients;
        this.inverse = inverse;
    }

    static LinearModel of(RidgeSums sums) {
        return new LinearModel(true, sums.width(), sums.coefficients(), sums.inverse());
    }

    /** An arm that is not chosen any more. */
    static LinearModel dropped() {
        return new LinearModel(false, 0, new double[0], new double[0]);
    }

    boolean active() {
        return active;
    }

    /** The reward that it may have: θ·x + a √(xᵀ A⁻¹ x). */
    double bound(Context context, double boldness) {
        double square = 0;
        for (int i = 0; i < context.size(); i++) {
            int row = context.column(i) * width;
            double value = context.value(i);
            square += value * value * inverse[row + context.column(i)];
            for (int j = 0; j < i; j++) {
                square += 2 * value * context.value(j) * inverse[row + context.column(j)];
            }
        }
        return context.times(coefficients) + boldness * Math.sqrt(Math.max(0, square));
    }
}
