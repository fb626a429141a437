package io.inferry.engine.opencv.runtime;

import io.inferry.api.tensor.DataType;
import io.inferry.api.tensor.Shape;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;

/** A matrix of OpenCV's of any number of dimensions. */
public final class NativeMat implements AutoCloseable {
    private static final int CHANNELS_SHIFT = 3;
    private static final int DEPTH_MASK = 7;
    private static final int BYTES = 0;
    private static final int INTS = 4;
    private static final int FLOATS = 5;
    private static final int PAIRS_OF_INTS = 12;

    /** By OpenCV's numbers of depths. */
    private static final List<DataType> TYPES =
            List.of(
                    DataType.UINT8,
                    DataType.INT8,
                    DataType.UINT16,
                    DataType.INT16,
                    DataType.INT32,
                    DataType.FLOAT32,
                    DataType.FLOAT64,
                    DataType.FLOAT16);

    private final long pointer;

    NativeMat(long pointer) {
        this.pointer = pointer;
    }

    /** One without elements, for the library to fill. */
    static NativeMat empty() throws RefusedException {
        NativeLibrary.start();
        try {
            return new NativeMat((long) Calls.MAT_EMPTY.invokeExact());
        } catch (Throwable e) {
            throw Calls.refused(e);
        }
    }

    /** Bytes as one column, which is how the library takes files; they are not copied. */
    static NativeMat ofBytes(MemorySegment bytes) throws RefusedException {
        NativeLibrary.start();
        try {
            return new NativeMat(
                    (long)
                            Calls.MAT_OVER.invokeExact(
                                    (int) bytes.byteSize(), 1, BYTES, bytes.asByteBuffer()));
        } catch (Throwable e) {
            throw Calls.refused(e);
        }
    }

    /** Whole numbers as one column; they are not copied. */
    static NativeMat ofNumbers(MemorySegment numbers) throws RefusedException {
        int count = (int) (numbers.byteSize() / Integer.BYTES);
        try {
            return new NativeMat(
                    (long) Calls.MAT_OVER.invokeExact(count, 1, INTS, numbers.asByteBuffer()));
        } catch (Throwable e) {
            throw Calls.refused(e);
        }
    }

    /** Floats of a shape; they are not copied. */
    static NativeMat ofFloats(MemorySegment floats, int[] dims) throws RefusedException {
        int count = (int) (floats.byteSize() / Float.BYTES);
        try {
            long flat = (long) Calls.MAT_OVER.invokeExact(1, count, FLOATS, floats.asByteBuffer());
            try {
                return new NativeMat(
                        (long) Calls.MAT_RESHAPE.invokeExact(flat, 1, dims.length, dims));
            } finally {
                Calls.MAT_DELETE.invokeExact(flat);
            }
        } catch (Throwable e) {
            throw Calls.refused(e);
        }
    }

    /** The dtype of its elements. */
    public DataType dataType() throws RefusedException {
        int type = type();
        if (type >> CHANNELS_SHIFT != 0) {
            throw new RefusedException("an output has elements of several numbers");
        }
        return TYPES.get(type & DEPTH_MASK);
    }

    private int type() throws RefusedException {
        try {
            return (int) Calls.MAT_TYPE.invokeExact(pointer);
        } catch (Throwable e) {
            throw Calls.refused(e);
        }
    }

    /** Its dimensions. */
    public Shape shape() throws RefusedException {
        try {
            long[] dims = new long[(int) Calls.MAT_DIMS.invokeExact(pointer)];
            for (int i = 0; i < dims.length; i++) {
                dims[i] = (int) Calls.MAT_SIZE.invokeExact(pointer, i);
            }
            return Shape.of(dims);
        } catch (Throwable e) {
            throw Calls.refused(e);
        }
    }

    /** Its elements, valid as long as it is open and its net does not run. */
    @SuppressWarnings("restricted") // the library tells address and size
    public MemorySegment elements(long byteSize) throws RefusedException {
        try {
            if (byteSize > 0 && !(boolean) Calls.MAT_IS_CONTINUOUS.invokeExact(pointer)) {
                throw new RefusedException("an output's elements do not lie side by side");
            }
            return MemorySegment.ofAddress((long) Calls.MAT_ADDRESS.invokeExact(pointer))
                    .reinterpret(byteSize);
        } catch (Throwable e) {
            throw Calls.refused(e);
        }
    }

    /** The matrices whose addresses this one holds as pairs of numbers; the caller closes them. */
    NativeMat[] unpacked() throws RefusedException {
        int count = (int) shape().dim(0);
        if (count > 0 && type() != PAIRS_OF_INTS) {
            throw new RefusedException("a list of outputs has the type " + type());
        }
        MemorySegment pairs = elements((long) count * Long.BYTES);
        NativeMat[] mats = new NativeMat[count];
        for (int i = 0; i < count; i++) {
            long high = pairs.getAtIndex(ValueLayout.JAVA_INT, 2L * i);
            long low = pairs.getAtIndex(ValueLayout.JAVA_INT, 2L * i + 1);
            mats[i] = new NativeMat((high << Integer.SIZE) | (low & 0xffffffffL));
        }
        return mats;
    }

    long pointer() {
        return pointer;
    }

    @Override
    public void close() {
        try {
            Calls.MAT_DELETE.invokeExact(pointer);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
