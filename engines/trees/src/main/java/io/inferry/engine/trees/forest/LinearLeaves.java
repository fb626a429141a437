package io.inferry.engine.trees.forest;

/**
 * The functions of one tree's leaves: leaf {@code i} is {@code constants[i]} plus the products of
 * the features and coefficients from {@code starts[i]} to {@code starts[i + 1]}.
 */
public final class LinearLeaves {
    private final double[] constants;
    private final int[] starts;
    private final int[] features;
    private final double[] coefficients;

    /** The arrays are kept, not copied. */
    public LinearLeaves(double[] constants, int[] starts, int[] features, double[] coefficients) {
        int terms = starts[starts.length - 1];
        if (starts.length != constants.length + 1
                || features.length != terms
                || coefficients.length != terms) {
            throw ModelFileException.broken(
                    "linear leaves have %d constants, %d starts, %d features and %d coefficients"
                            .formatted(
                                    constants.length,
                                    starts.length,
                                    features.length,
                                    coefficients.length));
        }
        this.constants = constants;
        this.starts = starts;
        this.features = features;
        this.coefficients = coefficients;
    }

    void check(int leaves, int featureCount) {
        if (constants.length != leaves) {
            throw ModelFileException.broken(
                    constants.length + " linear leaves in a tree of " + leaves);
        }
        for (int feature : features) {
            if (feature < 0 || feature >= featureCount) {
                throw ModelFileException.broken(
                        "a linear leaf names feature %d of %d".formatted(feature, featureCount));
            }
        }
    }

    /** The leaf's answer for one row; {@code otherwise} where a feature of it is missing. */
    double value(int leaf, double[] rows, int offset, double otherwise) {
        double sum = constants[leaf];
        for (int i = starts[leaf]; i < starts[leaf + 1]; i++) {
            double value = rows[offset + features[i]];
            if (Double.isNaN(value)) {
                return otherwise;
            }
            sum += coefficients[i] * value;
        }
        return sum;
    }
}
