package io.inferry.engine.trees.forest;

import org.jspecify.annotations.Nullable;

/**
 * A block of rows that is read again and again: one array of its own for each thread.
 *
 * <p>Values are doubles whatever they came as: every float is one, and a comparison of floats is
 * the comparison of their doubles.
 */
public final class Rows {
    private static final int ROWS_MAX = 128;
    private static final int VALUES_MAX = 1 << 14;

    private final double[] values;
    private final int width;
    private final int[] lanes = new int[Nodes.LANES];
    private final int[] laneOffsets = new int[Nodes.LANES];
    private @Nullable FloatRows floats;
    private Precision precision = Precision.DOUBLE;
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

    /** Says what the values are: SINGLE when every one of them is a float. */
    public void precision(Precision valuesAre) {
        precision = valuesAre;
    }

    /** Whether every value is a float. */
    boolean areFloats() {
        return precision == Precision.SINGLE;
    }

    /** Room for the answers of these rows to what a forest asks. */
    FloatRows floats(FloatForest forest) {
        FloatRows room = floats;
        if (room == null) {
            room = forest.room(capacity());
            floats = room;
        }
        return room;
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
