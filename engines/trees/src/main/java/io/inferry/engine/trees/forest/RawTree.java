package io.inferry.engine.trees.forest;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One tree as its file says it, node 0 being the root; nothing is checked yet. A node is a leaf
 * until it is made a split.
 */
public final class RawTree {
    private static final int NO_CHILD = -1;

    private final int[] left;
    private final int[] right;
    private final int[] split;
    private final double[] values;
    private int[] @Nullable [] categories;
    private float @Nullable [] covers;
    private @Nullable LinearLeaves linear;

    /** A tree of so many leaves, all of value 0. */
    @SuppressWarnings("NullAway") // the array of arrays starts empty on purpose
    public RawTree(int nodes) {
        if (nodes < 1) {
            throw ModelFileException.broken("a tree has " + nodes + " nodes");
        }
        left = new int[nodes];
        right = new int[nodes];
        split = new int[nodes];
        values = new double[nodes];
        categories = new int[0][];
        Arrays.fill(left, NO_CHILD);
    }

    /** Makes a node a leaf that the file knows by a number. */
    public void leaf(int node, int number, double value) {
        left[node] = NO_CHILD;
        right[node] = number;
        values[node] = value;
    }

    /** Makes a node a split: values at most {@code threshold} go left. */
    public void numeric(int node, int feature, double threshold, Missing missing) {
        if (Double.isNaN(threshold)) {
            throw ModelFileException.broken("the threshold of node " + node + " is no number");
        }
        checkFeature(feature);
        split[node] = feature | missing.bits();
        values[node] = threshold;
    }

    /**
     * Makes a node a split by category: members of the set go left, all others right.
     *
     * @param members one bit for each category, lowest first
     */
    public void categorical(int node, int feature, int[] members, Missing missing) {
        if (categories.length == 0) {
            categories = new int[left.length][];
        }
        checkFeature(feature);
        categories[node] = members;
        split[node] = feature | missing.bits() | Nodes.CATEGORICAL;
    }

    /** Where a split leads to. */
    public void children(int node, int leftChild, int rightChild) {
        left[node] = leftChild;
        right[node] = rightChild;
    }

    /** Gives the leaves functions of the row instead of values. */
    public void linear(LinearLeaves leaves) {
        linear = leaves;
    }

    /**
     * Says how much of the training reached a node: a count of rows or a sum of their weights. A
     * tree has it for all nodes or for none; only explanations ask for it.
     */
    public void cover(int node, double weight) {
        if (covers == null) {
            covers = new float[left.length];
        }
        covers[node] = (float) weight;
    }

    /** Multiplies every leaf, as floats are multiplied. */
    public void scaleLeaves(float factor) {
        for (int node = 0; node < left.length; node++) {
            if (isLeaf(node)) {
                values[node] = (float) (values[node] * factor);
            }
        }
    }

    private static void checkFeature(int feature) {
        if (feature < 0 || feature >= Forest.FEATURES_MAX) {
            throw ModelFileException.broken("a split asks for feature " + feature);
        }
    }

    int size() {
        return left.length;
    }

    boolean isLeaf(int node) {
        return left[node] == NO_CHILD;
    }

    int left(int node) {
        return left[node];
    }

    int right(int node) {
        return right[node];
    }

    int leafNumber(int node) {
        return right[node];
    }

    int split(int node) {
        return split[node];
    }

    double value(int node) {
        return values[node];
    }

    int[] members(int node) {
        int[] members = categories[node];
        if (members == null) {
            throw new IllegalStateException("node " + node + " has no categories");
        }
        return members;
    }

    @Nullable LinearLeaves linear() {
        return linear;
    }

    /** How much of the training reached each node; null where the file does not say. */
    float @Nullable [] covers() {
        return covers;
    }
}
