package io.inferry.engine.trees.forest;

/** The sums of a block of rows, {@code [rows, groups]}, in the memory of the caller. */
final class Sums {
    private final double[] sums;
    private final int groups;
    private final boolean single;

    Sums(double[] sums, int groups, Precision precision) {
        this.sums = sums;
        this.groups = groups;
        this.single = precision == Precision.SINGLE;
    }

    void add(int row, int group, double value) {
        int at = row * groups + group;
        double sum = sums[at] + value;
        // The sum of two floats, rounded from a double, is the sum of floats.
        sums[at] = single ? (float) sum : sum;
    }

    /** Adds one leaf of each tree to a row. */
    void addAll(int row, int[] treeGroups, int[] leaves, Nodes nodes) {
        if (groups == 1) {
            sums[row] = single ? floatSum(sums[row], leaves, nodes) : sum(sums[row], leaves, nodes);
            return;
        }
        for (int tree = 0; tree < leaves.length; tree++) {
            add(row, treeGroups[tree], nodes.value(leaves[tree]));
        }
    }

    private static float floatSum(double first, int[] leaves, Nodes nodes) {
        float sum = (float) first;
        for (int leaf : leaves) {
            sum += (float) nodes.value(leaf);
        }
        return sum;
    }

    private static double sum(double first, int[] leaves, Nodes nodes) {
        double sum = first;
        for (int leaf : leaves) {
            sum += nodes.value(leaf);
        }
        return sum;
    }
}
