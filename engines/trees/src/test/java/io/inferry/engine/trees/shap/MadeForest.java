package io.inferry.engine.trees.shap;

import io.inferry.engine.trees.forest.Categories;
import io.inferry.engine.trees.forest.Ensemble;
import io.inferry.engine.trees.forest.Ensemble.Inputs;
import io.inferry.engine.trees.forest.Ensemble.Margins;
import io.inferry.engine.trees.forest.ForestBuilder;
import io.inferry.engine.trees.forest.Link;
import io.inferry.engine.trees.forest.Missing;
import io.inferry.engine.trees.forest.Objective;
import io.inferry.engine.trees.forest.Objective.Answer;
import io.inferry.engine.trees.forest.Precision;
import io.inferry.engine.trees.forest.RawTree;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Trees that nothing was trained with, for rows of few features. */
record MadeForest(Random random, int features, int groups) {
    private static final int CATEGORIES = 4;
    private static final int LAST_LEVEL = 7;

    Ensemble ensemble(int trees) {
        ForestBuilder forest = new ForestBuilder(features, Categories.FROM_ZERO);
        for (int tree = 0; tree < trees; tree++) {
            forest.add(tree(), tree % groups);
        }
        return ensemble(forest);
    }

    /** One tree: a chain of so many splits, each by the next feature. */
    Ensemble chain(int splits) {
        RawTree tree = new RawTree(2 * splits + 1);
        for (int i = 0; i < splits; i++) {
            int node = 2 * i;
            tree.numeric(node, i % features, random.nextGaussian(), Missing.NAN_LEFT);
            tree.children(node, node + 1, node + 2);
            tree.cover(node, splits - i + 1);
            tree.leaf(node + 1, i, random.nextGaussian());
            tree.cover(node + 1, 1);
        }
        tree.leaf(2 * splits, splits, random.nextGaussian());
        tree.cover(2 * splits, 1);
        ForestBuilder forest = new ForestBuilder(features, Categories.FROM_ZERO);
        forest.add(tree, 0);
        return ensemble(forest);
    }

    double[] row() {
        double[] row = new double[features];
        Arrays.setAll(row, i -> value());
        return row;
    }

    private double value() {
        return switch (random.nextInt(6)) {
            case 0 -> Double.NaN;
            case 1 -> random.nextBoolean() ? 0 : Float.MAX_VALUE;
            case 2 -> random.nextInt(CATEGORIES + 1);
            default -> random.nextGaussian();
        };
    }

    private Ensemble ensemble(ForestBuilder forest) {
        Objective plain = Objective.of("made", Link.IDENTITY, Answer.VALUE, Precision.DOUBLE);
        return new Ensemble(
                forest.build(),
                new Inputs(features, List.of(), Precision.DOUBLE, -1),
                new Margins(plain, Collections.nCopies(groups, 0.25), 1),
                Map.of());
    }

    private RawTree tree() {
        int nodes = 1 + 2 * random.nextInt(25);
        RawTree tree = new RawTree(nodes);
        int[] levels = new int[nodes];
        tree.cover(0, 1000);
        double[] covers = new double[nodes];
        covers[0] = 1000;
        int next = 1;
        for (int node = 0; node < nodes; node++) {
            if (next + 1 < nodes
                    && levels[node] < LAST_LEVEL
                    && (random.nextInt(3) > 0 || next == node + 1)) {
                split(tree, node);
                tree.children(node, next, next + 1);
                // Now and then nothing of the training went a way.
                double share = random.nextInt(12) == 0 ? 0 : random.nextDouble();
                covers[next] = covers[node] * share;
                covers[next + 1] = covers[node] * (1 - share);
                for (int child = next; child < next + 2; child++) {
                    tree.cover(child, covers[child]);
                    levels[child] = levels[node] + 1;
                }
                next += 2;
            } else {
                tree.leaf(node, node, random.nextGaussian());
            }
        }
        return tree;
    }

    private void split(RawTree tree, int node) {
        Missing missing = Missing.values()[random.nextInt(Missing.values().length)];
        int feature = random.nextInt(features);
        if (random.nextInt(4) == 0) {
            int[] members = {random.nextInt(1 << CATEGORIES)};
            tree.categorical(node, feature, members, Missing.NAN_RIGHT);
        } else {
            tree.numeric(node, feature, random.nextGaussian(), missing);
        }
    }
}
