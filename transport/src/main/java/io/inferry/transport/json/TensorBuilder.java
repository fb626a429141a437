package io.inferry.transport.json;

import io.inferry.api.tensor.DataType;
import io.inferry.api.tensor.Shape;
import io.inferry.api.tensor.Tensor;
import io.inferry.api.tensor.TensorMemory;
import org.jspecify.annotations.Nullable;

/**
 * Builds one tensor out of JSON values, row by row, in one pass: numbers go straight into native
 * memory. Ends with {@link #rows()}, {@link #value()} or {@link #close()}. Belongs to one thread.
 */
public final class TensorBuilder implements AutoCloseable {
    /** Dimensions that a tensor may have; TensorFlow's bound. */
    public static final int RANK_MAX = 254;

    static final int TEXT_BYTES_MAX = 1024;

    private final Elements elements;
    private final NestedLists lists;
    private int @Nullable [] rowSizes;
    private int rows;
    private boolean ended;

    /** A builder under {@link TensorRules#STRICT}. */
    public TensorBuilder(DataType dataType, TensorMemory memory) {
        this(dataType, memory, TensorRules.STRICT);
    }

    /** A builder under a protocol's own rules. */
    public TensorBuilder(DataType dataType, TensorMemory memory, TensorRules rules) {
        elements = elements(dataType, memory, rules);
        lists = new NestedLists(elements);
    }

    static Elements elements(DataType dataType, TensorMemory memory, TensorRules rules) {
        return dataType.isNumeric()
                ? new NumericElements(dataType, rules, memory)
                : new StringElements(rules.objects());
    }

    /**
     * Reads one value, an element or nested lists of them, as one more row.
     *
     * @throws TensorTypeException when an element is of another type
     * @throws TensorShapeException when lists of one level differ in size, or the row differs in
     *     shape from the first row
     * @throws JsonSyntaxException when the bytes are not JSON
     */
    public void append(JsonReader reader) {
        lists.readValue(reader);
        if (rowSizes == null) {
            rowSizes = lists.sizes();
        } else if (!lists.hasShape(rowSizes)) {
            throw new TensorShapeException(
                    new ShapeMismatch.Rows(rowShape(rowSizes), lists.shape()));
        }
        rows++;
    }

    /** Rows that were appended. */
    public int count() {
        return rows;
    }

    /** The shape of the rows, which the first one fixed; a scalar's before there is one. */
    public Shape rowShape() {
        return rowSizes == null ? Shape.of() : rowShape(rowSizes);
    }

    /** Ends: all rows as one tensor of shape {@code [rows] + rowShape}, which the caller closes. */
    public Tensor rows() {
        int[] row = rowSizes == null ? new int[0] : rowSizes;
        long[] dims = new long[row.length + 1];
        dims[0] = rows;
        for (int i = 0; i < row.length; i++) {
            dims[i + 1] = row[i];
        }
        return end(Shape.of(dims));
    }

    /** Ends: the only value that was appended, in its own shape; the caller closes it. */
    public Tensor value() {
        if (rows != 1 || rowSizes == null) {
            throw new IllegalStateException("there are " + rows + " values, not one");
        }
        return end(rowShape(rowSizes));
    }

    /** Frees what was read, unless the builder has ended. */
    @Override
    public void close() {
        if (!ended) {
            ended = true;
            elements.drop();
        }
    }

    private Tensor end(Shape shape) {
        if (ended) {
            throw new IllegalStateException("the builder has ended");
        }
        Tensor tensor = elements.toTensor(shape);
        ended = true;
        return tensor;
    }

    private static Shape rowShape(int[] sizes) {
        long[] dims = new long[sizes.length];
        for (int i = 0; i < sizes.length; i++) {
            dims[i] = sizes[i];
        }
        return Shape.of(dims);
    }
}
