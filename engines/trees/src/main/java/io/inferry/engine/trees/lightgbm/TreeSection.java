package io.inferry.engine.trees.lightgbm;

import io.inferry.engine.trees.forest.LinearLeaves;
import io.inferry.engine.trees.forest.Missing;
import io.inferry.engine.trees.forest.ModelFileException;
import io.inferry.engine.trees.forest.RawTree;
import java.util.Arrays;

/**
 * One tree of a text model. Splits are numbered from 0, leaves are written as the complement of
 * their number; here a leaf's node follows all splits.
 */
final class TreeSection {
    private static final int CATEGORICAL = 1;
    private static final int DEFAULT_LEFT = 2;
    private static final int MISSING_SHIFT = 2;
    private static final int MISSING_NONE = 0;
    private static final int MISSING_ZERO = 1;
    private static final int MISSING_NAN = 2;

    private final Section section;
    private final int leaves;
    private final int splits;

    private TreeSection(Section section) {
        this.section = section;
        this.leaves = section.number("num_leaves", 0);
        if (leaves < 1 || leaves > 1 << 30) {
            throw section.wrong("num_leaves", String.valueOf(leaves), "1 or more");
        }
        this.splits = leaves - 1;
    }

    static RawTree read(Section section) {
        return new TreeSection(section).read();
    }

    private RawTree read() {
        double[] leafValues = section.numbers("leaf_value", leaves);
        int[] left = section.integers("left_child", splits);
        int[] right = section.integers("right_child", splits);
        RawTree tree = new RawTree(splits + leaves);
        for (int leaf = 0; leaf < leaves; leaf++) {
            tree.leaf(splits + leaf, leaf, leafValues[leaf]);
        }
        addSplits(tree);
        for (int node = 0; node < splits; node++) {
            tree.children(node, place(left[node]), place(right[node]));
        }
        addCovers(tree);
        if (section.number("is_linear", 0) != 0) {
            tree.linear(linearLeaves());
        }
        return tree;
    }

    /**
     * How many rows of the training reached each node; a tree that is one leaf has no need of it.
     */
    private void addCovers(RawTree tree) {
        if (splits == 0 || !section.has("internal_count") || !section.has("leaf_count")) {
            return;
        }
        double[] inner = section.numbers("internal_count", splits);
        double[] last = section.numbers("leaf_count", leaves);
        for (int node = 0; node < splits; node++) {
            tree.cover(node, inner[node]);
        }
        for (int leaf = 0; leaf < leaves; leaf++) {
            tree.cover(splits + leaf, last[leaf]);
        }
    }

    private int place(int child) {
        // Out of range stays out of range: the builder refuses it.
        return child >= 0 ? (child < splits ? child : Integer.MAX_VALUE) : splits + ~child;
    }

    private void addSplits(RawTree tree) {
        int[] features = section.integers("split_feature", splits);
        double[] thresholds = section.numbers("threshold", splits);
        int[] types = section.integers("decision_type", splits);
        int sets = section.number("num_cat", 0);
        int[] starts = sets == 0 ? new int[1] : section.integers("cat_boundaries", sets + 1);
        int[] words =
                sets == 0
                        ? new int[0]
                        : section.integers("cat_threshold", Math.max(0, starts[sets]));
        for (int node = 0; node < splits; node++) {
            if (features[node] < 0) {
                throw section.wrong("split_feature", String.valueOf(features[node]), "a feature");
            }
            if ((types[node] & CATEGORICAL) == 0) {
                tree.numeric(
                        node,
                        features[node],
                        thresholds[node],
                        missing(types[node], thresholds[node]));
            } else {
                int set = (int) thresholds[node];
                if (set < 0 || set >= sets) {
                    throw section.wrong("threshold", String.valueOf(set), "a set below " + sets);
                }
                int[] members = members(words, starts[set], starts[set + 1]);
                tree.categorical(node, features[node], members, Missing.NAN_RIGHT);
            }
        }
    }

    private int[] members(int[] words, int from, int to) {
        if (from < 0 || to < from || to > words.length) {
            throw section.wrong("cat_boundaries", from + " " + to, "ascending numbers");
        }
        return Arrays.copyOfRange(words, from, to);
    }

    /** A split without missing values takes NaN for 0, so its side follows from the threshold. */
    private Missing missing(int type, double threshold) {
        boolean left = (type & DEFAULT_LEFT) != 0;
        return switch (type >> MISSING_SHIFT) {
            case MISSING_NONE -> threshold >= 0 ? Missing.NAN_LEFT : Missing.NAN_RIGHT;
            case MISSING_ZERO -> left ? Missing.ZERO_LEFT : Missing.ZERO_RIGHT;
            case MISSING_NAN -> left ? Missing.NAN_LEFT : Missing.NAN_RIGHT;
            default ->
                    throw section.wrong(
                            "decision_type", String.valueOf(type), "a known missing type");
        };
    }

    private LinearLeaves linearLeaves() {
        double[] constants = section.numbers("leaf_const", leaves);
        int[] counts = section.integers("num_features", leaves);
        int[] starts = new int[leaves + 1];
        for (int leaf = 0; leaf < leaves; leaf++) {
            starts[leaf + 1] = starts[leaf] + counts[leaf];
            if (counts[leaf] < 0 || starts[leaf + 1] < 0) {
                throw ModelFileException.broken("num_features has " + counts[leaf]);
            }
        }
        int terms = starts[leaves];
        return new LinearLeaves(
                constants,
                starts,
                section.integers("leaf_features", terms),
                section.numbers("leaf_coeff", terms));
    }
}
