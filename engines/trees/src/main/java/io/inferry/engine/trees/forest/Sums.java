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
}
