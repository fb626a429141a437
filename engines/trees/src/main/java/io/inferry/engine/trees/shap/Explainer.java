package io.inferry.engine.trees.shap;

/** Explains one row after the other, in arrays of its own. Used by one thread at a time. */
public interface Explainer {
    /**
     * Computes a row's contributions.
     *
     * @param rows the row's values from {@code offset} on
     * @param contributions {@code [groups, features]}, full of zeros
     */
    void explain(double[] rows, int offset, double[] contributions);
}
