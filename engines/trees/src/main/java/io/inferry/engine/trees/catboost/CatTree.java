package io.inferry.engine.trees.catboost;

import io.inferry.engine.trees.forest.RawTree;

/** A tree as its file has it; each leaf has a value for each of a row's margins. */
sealed interface CatTree permits SymmetricTree, FreeTree {
    /** Values of a leaf. */
    int dimensions();

    /**
     * The tree of one margin.
     *
     * @param scale of all leaves
     */
    RawTree raw(Features features, int dimension, double scale);
}
