package io.inferry.engine.trees.catboost;

import io.inferry.engine.trees.forest.ModelFileException;
import io.inferry.engine.trees.forest.RawTree;
import java.util.List;

/**
 * A tree with one question for each level: the answers are the bits of the leaf's number, the first
 * question's the lowest.
 */
final class SymmetricTree implements CatTree {
    /** CatBoost trains sixteen levels at most. */
    private static final int LEVELS_MAX = 24;

    private final List<Question> questions;
    private final double[] values;
    private final double[] weights;
    private final int leaves;

    /**
     * The arrays are kept, not copied.
     *
     * @param values of all leaves, those of one leaf together
     * @param weights how much of the training reached each leaf; empty where the file does not say
     */
    SymmetricTree(List<Question> questions, double[] values, double[] weights) {
        this.questions = List.copyOf(questions);
        this.values = values;
        this.weights = weights;
        this.leaves = 1 << Math.min(questions.size(), LEVELS_MAX);
        boolean right = values.length >= leaves && values.length % leaves == 0;
        if (questions.size() > LEVELS_MAX || !right) {
            throw ModelFileException.broken(
                    "a symmetric tree has %d questions and %d values of leaves"
                            .formatted(questions.size(), values.length));
        }
        if (weights.length != 0 && weights.length != leaves) {
            throw ModelFileException.broken(
                    "a symmetric tree has %d leaves and %d weights"
                            .formatted(leaves, weights.length));
        }
    }

    @Override
    public int dimensions() {
        return values.length / leaves;
    }

    @Override
    public RawTree raw(Features features, int dimension, double scale) {
        RawTree tree = new RawTree(2 * leaves - 1);
        int first = leaves - 1;
        for (int place = 0; place < leaves; place++) {
            int leaf = leafAt(place);
            double value = scale * values[leaf * dimensions() + dimension];
            tree.leaf(first + place, leaf, value);
        }
        for (int level = 0; level < questions.size(); level++) {
            for (int node = (1 << level) - 1; node < (2 << level) - 1; node++) {
                var sides = new Features.Sides(2 * node + 1, 2 * node + 2);
                features.split(tree, node, questions.get(level), sides);
            }
        }
        addCovers(tree, first);
        return tree;
    }

    private void addCovers(RawTree tree, int first) {
        if (weights.length == 0) {
            return;
        }
        double[] covers = new double[2 * leaves - 1];
        for (int node = covers.length - 1; node >= 0; node--) {
            covers[node] =
                    node >= first
                            ? weights[leafAt(node - first)]
                            : covers[2 * node + 1] + covers[2 * node + 2];
            tree.cover(node, covers[node]);
        }
    }

    /** The first answer is the highest bit of the place, and the lowest of the leaf's number. */
    private int leafAt(int place) {
        int levels = questions.size();
        return levels == 0 ? 0 : Integer.reverse(place) >>> (Integer.SIZE - levels);
    }
}
