package io.inferry.engine.trees.shap;

import java.util.Arrays;

/** The rows that {@link Interventional} explanations compare with: {@code [count, features]}. */
public final class Background {
    /** Every row is walked with every background row. */
    public static final int ROWS_MAX = 1000;

    private final double[] values;
    private final int features;

    /** One row after the other, 1 to {@link #ROWS_MAX} of them; NaN is a missing value. */
    public Background(int features, double... values) {
        int count = values.length / features;
        if (values.length % features != 0 || count < 1 || count > ROWS_MAX) {
            throw new IllegalArgumentException(
                    "%d numbers are not 1 to %d rows of %d"
                            .formatted(values.length, ROWS_MAX, features));
        }
        this.features = features;
        this.values = Arrays.copyOf(values, values.length);
    }

    int count() {
        return values.length / features;
    }

    double value(int row, int feature) {
        return values[row * features + feature];
    }
}
