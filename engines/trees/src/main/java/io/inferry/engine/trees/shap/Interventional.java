package io.inferry.engine.trees.shap;

import io.inferry.engine.trees.forest.Ensemble;
import io.inferry.engine.trees.forest.Forest;
import io.inferry.engine.trees.forest.ModelFileException;

/**
 * Shapley values where a feature that is not known has the value of a background row, averaged over
 * all background rows.
 *
 * <p>Defined by Lundberg et al., "From local explanations to global understanding with explainable
 * AI for trees" (2020), algorithm 3. How it is computed: {@link InterventionalExplainer}.
 */
public final class Interventional implements Explanation {
    private final Ensemble ensemble;
    private final Background background;
    private final ShapleyWeights weights;
    private final double[] bias;

    private Interventional(Ensemble ensemble, Background background) {
        this.ensemble = ensemble;
        this.background = background;
        Forest forest = ensemble.forest();
        Paths paths = Paths.of(ensemble);
        int features = 0;
        bias = new double[ensemble.groups()];
        for (int tree = 0; tree < forest.trees(); tree++) {
            features = Math.max(features, paths.features(tree));
            bias[forest.group(tree)] += mean(forest.root(tree));
        }
        for (int group = 0; group < bias.length; group++) {
            bias[group] += ensemble.base(group);
        }
        weights = new ShapleyWeights(features);
    }

    /**
     * Prepares a model.
     *
     * @throws ModelFileException UNSUPPORTED when its trees cannot be explained, with the reason
     */
    public static Interventional of(Ensemble ensemble, Background background) {
        return new Interventional(ensemble, background);
    }

    @Override
    public double bias(int group) {
        return bias[group];
    }

    @Override
    public Explainer newExplainer() {
        return new InterventionalExplainer(ensemble, background, weights);
    }

    private double mean(int root) {
        Forest forest = ensemble.forest();
        double sum = 0;
        for (int row = 0; row < background.count(); row++) {
            int node = root;
            while (!forest.isLeaf(node)) {
                boolean right = forest.isRight(node, background.value(row, forest.feature(node)));
                node = forest.left(node) + (right ? 1 : 0);
            }
            sum += forest.leafValue(node);
        }
        return sum / background.count();
    }
}
