package io.inferry.engine.trees.shap;

import io.inferry.engine.trees.forest.Ensemble;
import io.inferry.engine.trees.forest.Forest;
import io.inferry.engine.trees.forest.ModelFileException;
import java.util.HashMap;
import java.util.Map;

/**
 * Shapley values where a feature that is not known takes both sides of its splits, weighed by how
 * much of the training went there: what XGBoost's {@code pred_contribs} and LightGBM's {@code
 * pred_contrib} answer.
 *
 * <p>Defined by Lundberg, Erion and Lee, "Consistent Individualized Feature Attribution for Tree
 * Ensembles" (2018), algorithm 2. How it is computed: {@link PathDependentExplainer}.
 */
public final class PathDependent implements Explanation {
    private final Ensemble ensemble;
    private final Paths paths;
    private final Quadrature[] quadratures;
    private final double[] bias;

    private PathDependent(Ensemble ensemble, Paths paths) {
        this.ensemble = ensemble;
        this.paths = paths;
        Forest forest = ensemble.forest();
        Map<Integer, Quadrature> made = new HashMap<>();
        quadratures = new Quadrature[forest.trees()];
        bias = new double[ensemble.groups()];
        for (int group = 0; group < bias.length; group++) {
            bias[group] = ensemble.base(group);
        }
        for (int tree = 0; tree < quadratures.length; tree++) {
            quadratures[tree] =
                    made.computeIfAbsent(paths.features(tree) - 1, Quadrature::ofDegree);
            bias[forest.group(tree)] += mean(forest.root(tree));
        }
    }

    /**
     * Prepares a model.
     *
     * @throws ModelFileException UNSUPPORTED when its trees cannot be explained, with the reason
     */
    public static PathDependent of(Ensemble ensemble) {
        Forest forest = ensemble.forest();
        Paths paths = Paths.of(ensemble);
        if (!forest.hasCovers() && paths.depth() > 0) {
            throw ModelFileException.unsupported(
                    "path-dependent SHAP values need to know how much of the training reached each"
                            + " node, and the file does not say");
        }
        for (int node = 0; node < (paths.depth() > 0 ? forest.nodes() : 0); node++) {
            double cover = forest.cover(node);
            if (!(cover >= 0 && cover <= Float.MAX_VALUE)) {
                throw ModelFileException.unsupported(
                        "path-dependent SHAP values need to know how much of the training reached"
                                + " each node, and the file says "
                                + cover);
            }
        }
        return new PathDependent(ensemble, paths);
    }

    @Override
    public double bias(int group) {
        return bias[group];
    }

    @Override
    public Explainer newExplainer() {
        return new PathDependentExplainer(this, ensemble);
    }

    /** Splits on the longest way. */
    int depth() {
        return paths.depth();
    }

    /** The points at which a tree's polynomials are looked at. */
    Quadrature quadrature(int tree) {
        return quadratures[tree];
    }

    /** How much of what reached a split in training went on to one of its children. */
    static double share(Forest forest, int split, int child) {
        double whole = forest.cover(split);
        return whole > 0 ? forest.cover(child) / whole : 0.5;
    }

    private double mean(int node) {
        Forest forest = ensemble.forest();
        if (forest.isLeaf(node)) {
            return forest.leafValue(node);
        }
        int left = forest.left(node);
        return share(forest, node, left) * mean(left)
                + share(forest, node, left + 1) * mean(left + 1);
    }
}
