package io.inferry.engine.trees.forest;

import org.jspecify.annotations.Nullable;

/**
 * All trees of a model in three arrays, no object per node. The nodes of a tree lie breadth first,
 * so a right child is next to its left one and only the left one's place is kept. Immutable, so any
 * number of threads may walk it.
 *
 * <p>{@code split[n]} is the feature and what else the split needs to know in its upper bits;
 * {@code values[n]} is the threshold, the place of a set of categories, or the leaf's value; {@code
 * next[n]} is the left child, or the leaf's number in its file.
 */
public final class Forest {
    /** The sign: a leaf needs no other question. */
    static final int LEAF = 1 << 31;

    static final int MISSING_LEFT = 1 << 30;
    static final int ZERO_MISSING = 1 << 29;
    static final int CATEGORICAL = 1 << 28;

    /** Number of features that a split can name. */
    public static final int FEATURES_MAX = 1 << 28;

    private static final int FEATURE = FEATURES_MAX - 1;
    private static final int RARE = ZERO_MISSING | CATEGORICAL;

    private final int[] split;
    private final double[] values;
    private final int[] next;
    private final int[] roots;
    private final int[] groups;
    private final CategorySets categories;
    private final @Nullable LinearLeaves[] linear;

    Forest(ForestBuilder built) {
        split = built.split();
        values = built.values();
        next = built.next();
        roots = built.roots();
        groups = built.groups();
        categories = built.categories();
        linear = built.linear();
    }

    /** Number of trees. */
    public int trees() {
        return roots.length;
    }

    /** Number of nodes, leaves among them. */
    public int nodes() {
        return split.length;
    }

    /** Bytes of the arrays. */
    public long byteSize() {
        return 16L * split.length + 8L * roots.length + categories.byteSize();
    }

    /** Adds every tree's leaf to the margins, rounding after each as the library does. */
    void addTo(double[] margins, Rows rows, int groupCount, Precision precision) {
        for (int tree = 0; tree < roots.length; tree++) {
            if (linear.length > 0) {
                addLinear(tree, margins, rows, groupCount);
            } else if (precision == Precision.SINGLE) {
                addSingle(tree, margins, rows, groupCount);
            } else {
                addDouble(tree, margins, rows, groupCount);
            }
        }
    }

    /** The number of the leaf that each row reaches in each tree: {@code [rows, trees]}. */
    void leaves(Rows rows, int[] numbers) {
        for (int tree = 0; tree < roots.length; tree++) {
            for (int row = 0; row < rows.count(); row++) {
                int leaf = leaf(roots[tree], rows.values(), rows.offset(row));
                numbers[row * roots.length + tree] = next[leaf];
            }
        }
    }

    private void addSingle(int tree, double[] margins, Rows rows, int groupCount) {
        int root = roots[tree];
        for (int row = 0, at = groups[tree]; row < rows.count(); row++, at += groupCount) {
            // The sum of two floats, rounded from a double, is the sum of floats.
            margins[at] =
                    (float) (margins[at] + values[leaf(root, rows.values(), rows.offset(row))]);
        }
    }

    private void addDouble(int tree, double[] margins, Rows rows, int groupCount) {
        int root = roots[tree];
        for (int row = 0, at = groups[tree]; row < rows.count(); row++, at += groupCount) {
            margins[at] += values[leaf(root, rows.values(), rows.offset(row))];
        }
    }

    private void addLinear(int tree, double[] margins, Rows rows, int groupCount) {
        LinearLeaves functions = linear[tree];
        for (int row = 0, at = groups[tree]; row < rows.count(); row++, at += groupCount) {
            int offset = rows.offset(row);
            int leaf = leaf(roots[tree], rows.values(), offset);
            margins[at] +=
                    functions == null
                            ? values[leaf]
                            : functions.value(next[leaf], rows.values(), offset, values[leaf]);
        }
    }

    private int leaf(int root, double[] rows, int offset) {
        int node = root;
        int question = split[node];
        while (question >= 0) {
            double value = rows[offset + (question & FEATURE)];
            boolean right;
            if ((question & RARE) != 0) {
                right = isRightRarely(question, value, values[node]);
            } else if ((question & MISSING_LEFT) != 0) {
                right = value > values[node];
            } else {
                right = !(value <= values[node]);
            }
            node = next[node] + (right ? 1 : 0);
            question = split[node];
        }
        return node;
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
