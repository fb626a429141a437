package io.inferry.transport.table;

import io.inferry.api.ServingException;
import io.inferry.api.tensor.DataType;
import io.inferry.api.tensor.LittleEndian;
import io.inferry.api.tensor.NumericTensor;
import io.inferry.api.tensor.Shape;
import io.inferry.api.tensor.StringTensor;
import io.inferry.api.tensor.Tensor;
import io.inferry.api.tensor.TensorMemory;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The values of a table while it is read, column after column in one block of memory, so that a
 * table of one row costs one allocation. A cell that is not set has no value at all: whoever fills
 * a row fills it wholly.
 */
final class Cells implements AutoCloseable {
    /**
     * Columns that rows leave out are filled in, so a few bytes can ask for many cells. Up to here
     * a table may be larger than {@link #GROWTH_MAX} times what was sent for it.
     */
    static final long FILLED_BYTES_MAX = 64L << 20;

    private static final int GROWTH_MAX = 64;
    private static final byte[] NOTHING = {};
    private static final int SECOND_ROWS = 16;
    private static final int GROWTH_STEP_MAX = 16;

    /** As long as Java's arrays get. */
    private static final int ROWS_MAX = Integer.MAX_VALUE - 8;

    private final ColumnNames names;
    private final TensorMemory memory;
    private final int sentBytes;

    /** Where a column's cells are: the n-th of all columns of numbers, or of texts. */
    private final int[] places;

    private final int numbers;
    private byte[][][] texts;
    private @Nullable NumericTensor block;
    private MemorySegment segment = MemorySegment.NULL;
    private int capacity;

    /**
     * @param sentBytes the size of what the table is read from
     */
    Cells(ColumnNames names, TensorMemory memory, int sentBytes) {
        this.names = names;
        this.memory = memory;
        this.sentBytes = sentBytes;
        places = new int[names.count()];
        int counted = 0;
        for (int column = 0; column < places.length; column++) {
            places[column] = names.isText(column) ? column - counted : counted++;
        }
        numbers = counted;
        texts = new byte[places.length - counted][0][];
    }

    ColumnNames names() {
        return names;
    }

    /**
     * Makes room for a row, and for those that are likely to follow.
     *
     * @param remaining what is left of what was sent; rows are guessed from it
     * @throws ServingException RESOURCE_EXHAUSTED
     */
    void reserve(int row, int remaining) {
        if (row < capacity) {
            return;
        }
        long wanted = 1;
        if (row > 0) {
            double perRow = Math.max((double) (sentBytes - remaining) / row, 1);
            long guess = row + (long) (1.05 * remaining / perRow) + 1;
            wanted = Math.clamp(guess, 2L * row, (long) GROWTH_STEP_MAX * row);
        }
        resize(row, wanted);
    }

    /** Makes room for a row of the column that is read first; nothing is known of the others. */
    void reserve(int row) {
        if (row >= capacity) {
            resize(row, row == 0 ? 1 : Math.max(2L * row, SECOND_ROWS));
        }
    }

    private void resize(int filled, long wanted) {
        long rows = Math.min(wanted, ROWS_MAX);
        long bytes = Math.multiplyExact(rows, (long) places.length * Double.BYTES);
        if (bytes > FILLED_BYTES_MAX && bytes / GROWTH_MAX > sentBytes) {
            throw ServingException.resourceExhausted(
                    "a table of %d columns and %d rows or more is to be filled from %d bytes"
                            .formatted(places.length, filled + 1, sentBytes));
        }
        if (numbers > 0) {
            NumericTensor larger =
                    NumericTensor.allocate(memory, DataType.FLOAT64, Shape.of(numbers * rows));
            for (int place = 0; filled > 0 && place < numbers; place++) {
                MemorySegment.copy(
                        segment,
                        offset(place, 0, capacity),
                        larger.segment(),
                        offset(place, 0, rows),
                        (long) filled * Double.BYTES);
            }
            close();
            block = larger;
            segment = larger.segment();
        }
        capacity = Math.toIntExact(rows);
        for (int place = 0; place < texts.length; place++) {
            texts[place] = Arrays.copyOf(texts[place], capacity);
        }
    }

    private static long offset(int place, int row, long capacity) {
        return (place * capacity + row) * Double.BYTES;
    }

    /** Sets a cell of a column of numbers. */
    void number(int column, int row, double value) {
        segment.set(LittleEndian.DOUBLE, offset(places[column], row, capacity), value);
    }

    /** Sets a cell of a column of texts. */
    void text(int column, int row, byte[] value) {
        texts[places[column]][row] = value;
    }

    /** Sets a cell to what stands for no value. */
    void missing(int column, int row) {
        if (names.isText(column)) {
            text(column, row, NOTHING);
        } else {
            number(column, row, Double.NaN);
        }
    }

    /** All cells of the first rows, which the caller closes. */
    Map<String, Tensor> tensors(int rows) {
        if (rows == 0) {
            throw ServingException.invalidArgument("the table has no rows");
        }
        Map<String, Tensor> tensors = LinkedHashMap.newLinkedHashMap(places.length);
        for (int column = 0; column < places.length; column++) {
            tensors.put(names.name(column), tensor(column, rows));
        }
        return tensors;
    }

    private Tensor tensor(int column, int rows) {
        if (block != null && !names.isText(column)) {
            return block.rows((long) places[column] * capacity, rows);
        }
        byte[][] all = texts[places[column]];
        return StringTensor.of(Shape.of(rows), Arrays.asList(all).subList(0, rows));
    }

    /** Lets go of the memory; tensors that were made keep theirs. */
    @Override
    public void close() {
        if (block != null) {
            block.close();
            block = null;
        }
    }
}
