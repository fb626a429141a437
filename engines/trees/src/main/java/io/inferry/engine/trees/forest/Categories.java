package io.inferry.engine.trees.forest;

/** Which values are categories; their fraction is cut off. */
public enum Categories {
    /** As XGBoost: 0 and above. */
    FROM_ZERO(-Double.MIN_VALUE),
    /** As LightGBM, which cuts the fraction off first: above -1. */
    CUT_FIRST(-1);

    private final double above;

    Categories(double above) {
        this.above = above;
    }

    double above() {
        return above;
    }
}
