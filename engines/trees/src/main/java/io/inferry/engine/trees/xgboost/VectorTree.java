package io.inferry.engine.trees.xgboost;

import io.inferry.engine.trees.forest.ForestBuilder;
import io.inferry.engine.trees.forest.ModelFileException;
import io.inferry.engine.trees.forest.RawTree;
import java.util.List;

/**
 * One tree of a file as one tree for each value of its leaves: one, or one for each of a row's
 * margins ({@code multi_strategy=multi_output_tree}).
 */
record VectorTree(List<RawTree> trees) {
    VectorTree {
        trees = List.copyOf(trees);
    }

    boolean isScalar() {
        return trees.size() == 1;
    }

    void scaleLeaves(float factor) {
        trees.forEach(tree -> tree.scaleLeaves(factor));
    }

    /** Adds the tree; its group says which margin a single value is of. */
    void addTo(ForestBuilder forest, int group, int outputs) {
        if (isScalar()) {
            forest.add(trees.getFirst(), group);
            return;
        }
        if (trees.size() != outputs) {
            throw ModelFileException.broken(
                    "its leaves have %d values for %d outputs".formatted(trees.size(), outputs));
        }
        forest.add(trees.getFirst(), 0);
        for (int output = 1; output < outputs; output++) {
            forest.addAgain(trees.get(output), output);
        }
    }
}
