package io.inferry.engine.trees.forest;

/** How the library that made the model computes; every step is rounded as there. */
public enum Precision {
    /** 32-bit floats, as XGBoost. */
    SINGLE,
    /** 64-bit floats, as LightGBM. */
    DOUBLE;

    double round(double value) {
        return this == SINGLE ? (float) value : value;
    }
}
