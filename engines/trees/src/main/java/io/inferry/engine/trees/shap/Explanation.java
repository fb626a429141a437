package io.inferry.engine.trees.shap;

/** One way to explain the rows of one model. Immutable, so all runners share it. */
public sealed interface Explanation permits PathDependent, Interventional, Linear {
    /** What a margin is where nothing is known of the row: what its contributions start from. */
    double bias(int group);

    /** Scratch arrays for one thread. */
    Explainer newExplainer();
}
