package io.inferry.engine.trees.forest;

/**
 * The nodes of all trees and the way down. Immutable.
 *
 * <p>{@code split[n]} is the feature and what else the split needs to know in its upper bits;
 * {@code values[n]} is the threshold, the place of a set of categories, or the leaf's value; {@code
 * next[n]} is the left child, or the leaf's number in its file. The right child is next to the left
 * one.
 */
final class Nodes {
    /** The sign: a leaf needs no other question. */
    static final int LEAF = 1 << 31;

    static final int MISSING_LEFT = 1 << 30;
    static final int ZERO_MISSING = 1 << 29;
    static final int CATEGORICAL = 1 << 28;

    /** How many ways down are taken side by side. */
    static final int LANES = 4;

    private static final int MISSING_LEFT_SHIFT = 30;
    private static final int FEATURE = Forest.FEATURES_MAX - 1;
    private static final int RARE = ZERO_MISSING | CATEGORICAL;

    private final int[] split;
    private final double[] values;
    private final int[] next;
    private final CategorySets categories;

    Nodes(ForestBuilder built) {
        split = built.split();
        values = built.values();
        next = built.next();
        categories = built.categories();
    }

    int count() {
        return split.length;
    }

    double value(int leaf) {
        return values[leaf];
    }

    int leafNumber(int leaf) {
        return next[leaf];
    }

    boolean isLeaf(int node) {
        return split[node] < 0;
    }

    boolean isCategorical(int node) {
        return (split[node] & CATEGORICAL) != 0;
    }

    /** The feature of a split, and the bits of {@link Missing}. */
    int question(int node) {
        return split[node];
    }

    int feature(int node) {
        return split[node] & FEATURE;
    }

    int left(int node) {
        return next[node];
    }

    /** Whether a row with this value of the split's feature goes right. */
    boolean isRight(int node, double value) {
        return isRight(split[node], value, values[node]);
    }

    /** Whether {@link #leaves} can walk what lies between two places. */
    boolean isPlain(int from, int to) {
        for (int node = from; node < to; node++) {
            if (split[node] >= 0 && (split[node] & RARE) != 0) {
                return false;
            }
        }
        return true;
    }

    /** The leaf that one row reaches. */
    int leaf(int root, double[] rows, int offset) {
        int node = root;
        int question = split[node];
        while (question >= 0) {
            double value = rows[offset + (question & FEATURE)];
            node = next[node] + (isRight(question, value, values[node]) ? 1 : 0);
            question = split[node];
        }
        return node;
    }

    /**
     * Replaces four roots of plain trees by the leaves reached from them. The four ways wait for
     * memory together and no side is guessed, which is worth more than the steps that the shorter
     * ways stand still for.
     *
     * @param offsets where the row of each way begins
     */
    void leaves(int[] nodes, double[] rows, int[] offsets) {
        int a = nodes[0];
        int b = nodes[1];
        int c = nodes[2];
        int d = nodes[3];
        int offsetA = offsets[0];
        int offsetB = offsets[1];
        int offsetC = offsets[2];
        int offsetD = offsets[3];
        int askedA = split[a];
        int askedB = split[b];
        int askedC = split[c];
        int askedD = split[d];
        while ((askedA & askedB & askedC & askedD) >= 0) {
            a = step(a, askedA, rows, offsetA);
            b = step(b, askedB, rows, offsetB);
            c = step(c, askedC, rows, offsetC);
            d = step(d, askedD, rows, offsetD);
            askedA = split[a];
            askedB = split[b];
            askedC = split[c];
            askedD = split[d];
        }
        nodes[0] = a;
        nodes[1] = b;
        nodes[2] = c;
        nodes[3] = d;
    }

    /** The next node without a branch; a leaf stays where it is. */
    private int step(int node, int question, double[] rows, int offset) {
        double value = rows[offset + (question & FEATURE)];
        int above = value > values[node] ? 1 : 0;
        int missing = Double.isNaN(value) ? 1 : 0;
        int child = next[node] + (above | (missing & ~(question >>> MISSING_LEFT_SHIFT)));
        return question < 0 ? node : child;
    }

    private boolean isRight(int question, double value, double operand) {
        if ((question & RARE) != 0) {
            return isRightRarely(question, value, operand);
        }
        return (question & MISSING_LEFT) != 0 ? value > operand : !(value <= operand);
    }

    private boolean isRightRarely(int question, double value, double operand) {
        boolean zero = (question & ZERO_MISSING) != 0 && value == 0;
        if (zero || Double.isNaN(value)) {
            return (question & MISSING_LEFT) == 0;
        }
        return (question & CATEGORICAL) != 0
                ? !categories.contains((int) operand, value)
                : value > operand;
    }
}
