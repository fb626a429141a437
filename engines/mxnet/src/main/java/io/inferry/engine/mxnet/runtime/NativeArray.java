package io.inferry.engine.mxnet.runtime;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.inferry.api.tensor.DataType;
import io.inferry.api.tensor.NumericTensor;
import io.inferry.api.tensor.Shape;
import io.inferry.engine.mxnet.file.ElementTypes;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** An {@code NDArray} in the memory of the CPU. */
public final class NativeArray implements AutoCloseable {
    static final int CPU = 1;

    private final MemorySegment handle;

    NativeArray(MemorySegment handle) {
        this.handle = handle;
    }

    /**
     * An array with unset elements.
     *
     * @throws RefusedException when there is no memory for it
     */
    public static NativeArray allocate(DataType dataType, Shape shape) throws RefusedException {
        int number =
                ElementTypes.numberOf(dataType)
                        .orElseThrow(() -> new RefusedException("MXNet has no " + dataType));
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment dims = arena.allocate(JAVA_INT, Math.max(1, shape.rank()));
            for (int i = 0; i < shape.rank(); i++) {
                dims.setAtIndex(JAVA_INT, i, Math.toIntExact(shape.dim(i)));
            }
            MemorySegment out = arena.allocate(ADDRESS);
            Native.check(
                    (int)
                            CLibrary.ARRAY_CREATE.invokeExact(
                                    dims, shape.rank(), CPU, 0, 0, number, out));
            return new NativeArray(out.get(ADDRESS, 0));
        } catch (RefusedException e) {
            throw e;
        } catch (ArithmeticException e) {
            throw new RefusedException("the shape " + shape + " is too large");
        } catch (Throwable e) {
            throw Native.bug(e);
        }
    }

    /** Sets all elements; {@code values} has exactly the array's bytes. */
    public void fill(MemorySegment values, DataType dataType) throws RefusedException {
        try {
            Native.check(
                    (int)
                            CLibrary.ARRAY_FILL.invokeExact(
                                    handle, values, values.byteSize() / dataType.byteSize()));
        } catch (RefusedException e) {
            throw e;
        } catch (Throwable e) {
            throw Native.bug(e);
        }
    }

    /**
     * Where the elements are; they may move when an executor runs.
     *
     * @param scratch eight bytes to call with
     */
    public MemorySegment elements(long byteSize, MemorySegment scratch) throws RefusedException {
        try {
            Native.check((int) CLibrary.ARRAY_DATA.invokeExact(handle, scratch));
            return Native.sized(scratch.get(ADDRESS, 0), byteSize);
        } catch (RefusedException e) {
            throw e;
        } catch (Throwable e) {
            throw Native.bug(e);
        }
    }

    /** The shape as it is now. */
    public Shape shape() throws RefusedException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment rank = arena.allocate(JAVA_INT);
            MemorySegment dims = arena.allocate(ADDRESS);
            Native.check((int) CLibrary.ARRAY_SHAPE.invokeExact(handle, rank, dims));
            return Shapes.of(rank.get(JAVA_INT, 0), dims.get(ADDRESS, 0));
        } catch (RefusedException e) {
            throw e;
        } catch (Throwable e) {
            throw Native.bug(e);
        }
    }

    /** The dtype. */
    public DataType dataType() throws RefusedException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment number = arena.allocate(JAVA_INT);
            Native.check((int) CLibrary.ARRAY_TYPE.invokeExact(handle, number));
            int value = number.get(JAVA_INT, 0);
            return ElementTypes.of(value)
                    .orElseThrow(() -> new RefusedException("dtype " + value + " is not known"));
        } catch (RefusedException e) {
            throw e;
        } catch (Throwable e) {
            throw Native.bug(e);
        }
    }

    MemorySegment handle() {
        return handle;
    }

    /** An array of zeros. */
    public static NativeArray zeros(DataType dataType, Shape shape) throws RefusedException {
        NativeArray array = allocate(dataType, shape);
        try (Arena arena = Arena.ofConfined()) {
            long byteSize = NumericTensor.byteSize(dataType, shape);
            array.elements(byteSize, arena.allocate(ADDRESS)).fill((byte) 0);
            return array;
        } catch (RefusedException | RuntimeException e) {
            array.close();
            throw e;
        }
    }

    @Override
    public void close() {
        try {
            int _ = (int) CLibrary.ARRAY_FREE.invokeExact(handle);
        } catch (Throwable e) {
            throw Native.bug(e);
        }
    }
}
