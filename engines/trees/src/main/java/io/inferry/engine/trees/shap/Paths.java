package io.inferry.engine.trees.shap;

import io.inferry.engine.trees.forest.Ensemble;
import io.inferry.engine.trees.forest.Forest;
import io.inferry.engine.trees.forest.ModelFileException;

/** How long the ways down the trees of a model are, and over how many different features. */
final class Paths {
    /** Levels of a tree that can be explained: explainers go down by calling themselves. */
    static final int DEPTH_MAX = 512;

    private final Forest forest;
    private final int[] features;
    private final int[] asked;
    private int depth;
    private int featuresMax;

    private Paths(Ensemble ensemble) {
        forest = ensemble.forest();
        asked = new int[ensemble.inputs().features()];
        features = new int[forest.trees()];
        for (int tree = 0; tree < features.length; tree++) {
            featuresMax = 0;
            measure(forest.root(tree), 0, 0);
            features[tree] = featuresMax;
        }
    }

    /**
     * Measures a model.
     *
     * @throws ModelFileException UNSUPPORTED when its trees cannot be explained at all
     */
    static Paths of(Ensemble ensemble) {
        if (ensemble.forest().isLinear()) {
            throw ModelFileException.unsupported(
                    "leaves that are linear functions have no SHAP values here, nor in LightGBM");
        }
        return new Paths(ensemble);
    }

    /** Splits on the longest way. */
    int depth() {
        return depth;
    }

    /** Different features on the way of a tree that has the most. */
    int features(int tree) {
        return features[tree];
    }

    private void measure(int node, int level, int different) {
        if (level > DEPTH_MAX) {
            throw ModelFileException.unsupported(
                    "trees of more than %d levels have no SHAP values here".formatted(DEPTH_MAX));
        }
        depth = Math.max(depth, level);
        if (forest.isLeaf(node)) {
            featuresMax = Math.max(featuresMax, different);
            return;
        }
        int feature = forest.feature(node);
        int more = asked[feature] == 0 ? 1 : 0;
        asked[feature]++;
        measure(forest.left(node), level + 1, different + more);
        measure(forest.left(node) + 1, level + 1, different + more);
        asked[feature]--;
    }
}
