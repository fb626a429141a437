package io.inferry.engine.trees.forest;

/** A linear model beside the trees, or instead of them: missing values add nothing. */
public final class LinearTerms {
    private final double[] weights;
    private final int groups;
    private final int features;

    /**
     * The array is kept, not copied.
     *
     * @param weights {@code [features, groups]}, and the biases of the groups behind them
     */
    public LinearTerms(int features, int groups, double[] weights) {
        if (weights.length != (features + 1L) * groups) {
            throw ModelFileException.broken(
                    "it has %d weights for %d features and %d outputs"
                            .formatted(weights.length, features, groups));
        }
        this.weights = weights;
        this.features = features;
        this.groups = groups;
    }

    /** What a feature is multiplied by for a margin. */
    public double weight(int feature, int group) {
        return weights[feature * groups + group];
    }

    /** What is added to a margin whatever the row has. */
    public double bias(int group) {
        return weights[features * groups + group];
    }

    /**
     * Adds to the margins, {@code [rows, groups]}, rounding after each step as the library does.
     */
    void addTo(Sums sums, Rows rows, Precision precision) {
        for (int row = 0; row < rows.count(); row++) {
            int offset = rows.offset(row);
            for (int group = 0; group < groups; group++) {
                sums.add(row, group, weights[features * groups + group]);
                for (int feature = 0; feature < features; feature++) {
                    double value = rows.values()[offset + feature];
                    if (!Double.isNaN(value)) {
                        double product = value * weights[feature * groups + group];
                        sums.add(row, group, precision.round(product));
                    }
                }
            }
        }
    }
}
