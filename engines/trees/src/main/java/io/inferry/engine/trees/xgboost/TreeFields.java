package io.inferry.engine.trees.xgboost;

import io.inferry.engine.trees.document.Fields;
import io.inferry.engine.trees.forest.Missing;
import io.inferry.engine.trees.forest.ModelFileException;
import io.inferry.engine.trees.forest.RawTree;
import io.inferry.engine.trees.forest.WordBudget;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.IntFunction;

/** One tree of a JSON or UBJSON model. */
final class TreeFields {
    private static final int CATEGORY_MAX = 1 << 24;
    private static final int WORD_BITS = 32;
    private static final int NUMERIC = 0;

    private final Fields fields;
    private final WordBudget sets;
    private final double[] left;
    private final double[] right;
    private final double[] features;
    private final double[] defaultLeft;
    private final RawTree tree;

    private TreeFields(Fields fields, WordBudget sets) {
        this.fields = fields;
        this.sets = sets;
        left = fields.numbers("left_children");
        int nodes = left.length;
        right = fields.numbers("right_children", nodes);
        features = fields.numbers("split_indices", nodes);
        defaultLeft = fields.numbers("default_left", nodes);
        tree = new RawTree(nodes);
    }

    static VectorTree read(Fields fields, WordBudget categories) {
        int values =
                fields.has("tree_param")
                        ? fields.fields("tree_param").number("size_leaf_vector", 1)
                        : 1;
        if (values < 2) {
            return new VectorTree(
                    List.of(new TreeFields(fields, categories).read(_ -> OptionalDouble.empty())));
        }
        if (fields.has("leaf_weights")) {
            throw ModelFileException.unsupported("leaf_weights of leaves with several values");
        }
        int nodes = fields.numbers("left_children").length;
        double[] all = fields.numbers("base_weights");
        if (all.length != (long) nodes * values) {
            throw fields.missing("base_weights", nodes + " vectors of " + values);
        }
        List<RawTree> trees = new ArrayList<>();
        for (int i = 0; i < values; i++) {
            int value = i;
            IntFunction<OptionalDouble> leaves =
                    node -> OptionalDouble.of(all[node * values + value]);
            trees.add(new TreeFields(fields, categories).read(leaves));
        }
        return new VectorTree(trees);
    }

    /** Leaves without a value of their own have it where splits have their thresholds. */
    private RawTree read(IntFunction<OptionalDouble> leaves) {
        int nodes = left.length;
        double[] conditions = fields.numbers("split_conditions", nodes);
        double[] types =
                fields.has("split_type") ? fields.numbers("split_type", nodes) : new double[nodes];
        for (int node = 0; node < nodes; node++) {
            if (left[node] < 0) {
                tree.leaf(node, node, leaves.apply(node).orElse(conditions[node]));
            } else if (types[node] == NUMERIC) {
                // Less than a float is at most the float before it.
                float threshold = Math.nextDown((float) conditions[node]);
                Missing missing = defaultLeft[node] != 0 ? Missing.NAN_LEFT : Missing.NAN_RIGHT;
                tree.numeric(node, (int) features[node], threshold, missing);
                tree.children(node, (int) left[node], (int) right[node]);
            }
        }
        addCategories();
        addCovers();
        return tree;
    }

    private void addCovers() {
        if (fields.has("sum_hessian")) {
            double[] covers = fields.numbers("sum_hessian", left.length);
            for (int node = 0; node < covers.length; node++) {
                tree.cover(node, covers[node]);
            }
        }
    }

    /** Members of XGBoost's sets go right, so the sides of such a split are exchanged. */
    private void addCategories() {
        if (!fields.has("categories_nodes")) {
            return;
        }
        double[] nodes = fields.numbers("categories_nodes");
        double[] starts = fields.numbers("categories_segments", nodes.length);
        double[] sizes = fields.numbers("categories_sizes", nodes.length);
        double[] categories = fields.numbers("categories");
        for (int i = 0; i < nodes.length; i++) {
            int node = (int) nodes[i];
            if (node < 0 || node >= left.length || left[node] < 0) {
                throw fields.missing("categories_nodes", "splits, not " + node);
            }
            long start = (long) starts[i];
            long end = start + (long) sizes[i];
            if (start < 0 || end < start || end > categories.length) {
                throw fields.missing("categories_segments", "parts of categories");
            }
            int[] members = members(categories, (int) start, (int) end);
            Missing missing = defaultLeft[node] != 0 ? Missing.NAN_RIGHT : Missing.NAN_LEFT;
            tree.categorical(node, (int) features[node], members, missing);
            tree.children(node, (int) right[node], (int) left[node]);
        }
    }

    private int[] members(double[] categories, int from, int to) {
        int largest = 0;
        for (int i = from; i < to; i++) {
            if (!(categories[i] >= 0 && categories[i] < CATEGORY_MAX)) {
                throw fields.missing("categories", "0 to 2^24, not " + categories[i]);
            }
            largest = Math.max(largest, (int) categories[i]);
        }
        int[] words = sets.take(largest / WORD_BITS + 1);
        for (int i = from; i < to; i++) {
            int category = (int) categories[i];
            words[category / WORD_BITS] |= 1 << (category % WORD_BITS);
        }
        return words;
    }
}
