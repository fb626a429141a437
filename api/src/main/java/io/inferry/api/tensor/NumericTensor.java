package io.inferry.api.tensor;

import static io.inferry.api.tensor.LittleEndian.DOUBLE;
import static io.inferry.api.tensor.LittleEndian.FLOAT;
import static io.inferry.api.tensor.LittleEndian.INT;
import static io.inferry.api.tensor.LittleEndian.LONG;

import io.inferry.api.ServingException;
import java.lang.foreign.MemorySegment;

/** Numbers or booleans in native memory, little-endian, without gaps. */
public final class NumericTensor implements Tensor {

    private final DataType dataType;
    private final Shape shape;
    private final MemoryBlock block;
    private final MemorySegment segment;
    private boolean closed;

    private NumericTensor(
            DataType dataType, Shape shape, MemoryBlock block, MemorySegment segment) {
        this.dataType = dataType;
        this.shape = shape;
        this.block = block;
        this.segment = segment;
    }

    /**
     * A tensor over the start of {@code block}, whose reference passes to the tensor.
     *
     * @throws ServingException INVALID_ARGUMENT when the shape needs more bytes than the block has
     */
    public static NumericTensor over(MemoryBlock block, DataType dataType, Shape shape) {
        long byteSize = byteSize(dataType, shape);
        long available = block.segment().byteSize();
        if (byteSize > available) {
            throw ServingException.invalidArgument(
                    "shape "
                            + shape
                            + " of "
                            + dataType
                            + " needs "
                            + byteSize
                            + " bytes, there are "
                            + available);
        }
        MemorySegment segment =
                byteSize == available ? block.segment() : block.segment().asSlice(0, byteSize);
        return new NumericTensor(dataType, shape, block, segment);
    }

    /**
     * A tensor with unset elements: the caller fills {@link #segment()} wholly before anybody reads
     * it.
     */
    public static NumericTensor allocate(TensorMemory memory, DataType dataType, Shape shape) {
        return over(memory.allocate(byteSize(dataType, shape)), dataType, shape);
    }

    /** A FLOAT32 tensor of these values. */
    public static NumericTensor ofFloats(TensorMemory memory, Shape shape, float... values) {
        NumericTensor tensor = allocateFor(memory, DataType.FLOAT32, shape, values.length);
        MemorySegment.copy(values, 0, tensor.segment, FLOAT, 0, values.length);
        return tensor;
    }

    /** A FLOAT64 tensor of these values. */
    public static NumericTensor ofDoubles(TensorMemory memory, Shape shape, double... values) {
        NumericTensor tensor = allocateFor(memory, DataType.FLOAT64, shape, values.length);
        MemorySegment.copy(values, 0, tensor.segment, DOUBLE, 0, values.length);
        return tensor;
    }

    /** An INT64 tensor of these values. */
    public static NumericTensor ofLongs(TensorMemory memory, Shape shape, long... values) {
        NumericTensor tensor = allocateFor(memory, DataType.INT64, shape, values.length);
        MemorySegment.copy(values, 0, tensor.segment, LONG, 0, values.length);
        return tensor;
    }

    /** An INT32 tensor of these values. */
    public static NumericTensor ofInts(TensorMemory memory, Shape shape, int... values) {
        NumericTensor tensor = allocateFor(memory, DataType.INT32, shape, values.length);
        MemorySegment.copy(values, 0, tensor.segment, INT, 0, values.length);
        return tensor;
    }

    private static NumericTensor allocateFor(
            TensorMemory memory, DataType dataType, Shape shape, int count) {
        if (shape.elements() != count) {
            throw ServingException.invalidArgument(
                    "shape "
                            + shape
                            + " has "
                            + shape.elements()
                            + " elements, "
                            + count
                            + " values were given");
        }
        return allocate(memory, dataType, shape);
    }

    /**
     * Bytes that a shape takes.
     *
     * @throws ServingException INVALID_ARGUMENT when they overflow a long
     */
    public static long byteSize(DataType dataType, Shape shape) {
        if (!dataType.isNumeric()) {
            throw new IllegalArgumentException("strings have no fixed size");
        }
        long elements = shape.elements();
        if (elements > Long.MAX_VALUE / dataType.byteSize()) {
            throw ServingException.invalidArgument(
                    "shape " + shape + " of " + dataType + " is too large");
        }
        return elements * dataType.byteSize();
    }

    @Override
    public DataType dataType() {
        return dataType;
    }

    @Override
    public Shape shape() {
        return shape;
    }

    @Override
    public long byteSize() {
        return segment.byteSize();
    }

    /**
     * The elements, exactly {@link #byteSize()} bytes; 64-byte aligned unless the tensor is a later
     * row of another.
     *
     * @throws IllegalStateException when closed
     */
    public MemorySegment segment() {
        ensureOpen();
        return segment;
    }

    /** The elements as FLOAT32 values. */
    public float[] toFloats() {
        requireType(DataType.FLOAT32);
        return segment.toArray(FLOAT);
    }

    /** The elements as FLOAT64 values. */
    public double[] toDoubles() {
        requireType(DataType.FLOAT64);
        return segment.toArray(DOUBLE);
    }

    /** The elements as INT64 values. */
    public long[] toLongs() {
        requireType(DataType.INT64);
        return segment.toArray(LONG);
    }

    /** The elements as INT32 values. */
    public int[] toInts() {
        requireType(DataType.INT32);
        return segment.toArray(INT);
    }

    @Override
    public NumericTensor rows(long from, long count) {
        ensureOpen();
        Shape part = shape.withRows(count);
        long rowBytes = shape.dim(0) == 0 ? 0 : segment.byteSize() / shape.dim(0);
        MemorySegment slice = segment.asSlice(from * rowBytes, count * rowBytes);
        block.retain();
        return new NumericTensor(dataType, part, block, slice);
    }

    @Override
    public NumericTensor share() {
        ensureOpen();
        block.retain();
        return new NumericTensor(dataType, shape, block, segment);
    }

    @Override
    public boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            block.release();
        }
    }

    @Override
    public String toString() {
        return dataType + shape.toString() + (closed ? " (closed)" : "");
    }

    private void requireType(DataType wanted) {
        ensureOpen();
        if (dataType != wanted) {
            throw new IllegalStateException("tensor is " + dataType + ", not " + wanted);
        }
    }

    private void ensureOpen() {
        if (closed) {
            throw new IllegalStateException("tensor " + this + " was used after it was closed");
        }
    }
}
