package io.inferry.experiment.statistics.bandit;

/** A = L Lᵀ for symmetric positive definite A: the stable way to solve with it. */
final class Cholesky {
    private Cholesky() {}

    /**
     * L, lower triangular.
     *
     * @throws IllegalArgumentException when A is not positive definite
     */
    static double[][] factor(double[][] matrix) {
        double[][] factor = new double[matrix.length][];
        for (int i = 0; i < matrix.length; i++) {
            factor[i] = new double[i + 1];
            for (int j = 0; j <= i; j++) {
                double rest = matrix[i][j];
                for (int k = 0; k < j; k++) {
                    rest -= factor[i][k] * factor[j][k];
                }
                factor[i][j] = i == j ? root(rest) : rest / factor[j][j];
            }
        }
        return factor;
    }

    private static double root(double rest) {
        if (!(rest > 0)) {
            throw new IllegalArgumentException(
                    "the matrix must be positive definite, a pivot was " + rest);
        }
        return Math.sqrt(rest);
    }

    /** L⁻¹ x. */
    static double[] forward(double[][] factor, double[] x) {
        double[] solved = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            double rest = x[i];
            for (int k = 0; k < i; k++) {
                rest -= factor[i][k] * solved[k];
            }
            solved[i] = rest / factor[i][i];
        }
        return solved;
    }
}
