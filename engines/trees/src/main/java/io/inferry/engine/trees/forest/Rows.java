package io.inferry.engine.trees.forest;

/**
 * A block of rows that is read again and again: one array of its own for each thread.
 *
 * <p>Values are doubles whatever they came as: every float is one, and a comparison of floats is
 * the comparison of their doubles.
 */
public final class Rows {
    private static final int ROWS_MAX = 64;
    private static final int VALUES_MAX = 1 << 14;

    private final double[] values;
    private final int width;
    private final int[] lanes = new int[Nodes.LANES];
    private final int[] laneOffsets = new int[Nodes.LANES];
    private int count;

    /** Room for as many rows of this width as stay in the cache, at least one. */
    public Rows(int width) {
        this.width = width;
        int rows = Math.clamp(VALUES_MAX / Math.max(1, width), 1, ROWS_MAX);
        this.values = new double[rows * width];
        this.count = rows;
    }

    /** How many rows fit. */
    public int capacity() {
        return width == 0 ? ROWS_MAX : values.length / width;
    }

    /** The array to fill, row by row. */
    public double[] values() {
        return values;
    }

    /** How many rows are filled. */
    public int count() {
        return count;
    }

    /** Says how many rows are filled. */
    public void count(int rows) {
        count = rows;
    }

    /** Room for the places of the ways that are taken side by side. */
    int[] lanes() {
        return lanes;
    }

    /** Room for where their rows begin. */
    int[] laneOffsets() {
        return laneOffsets;
    }

    /** Where a row begins. */
    public int offset(int row) {
        return row * width;
    }
}
