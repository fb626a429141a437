package io.inferry.engine.tflite.runtime;

import io.inferry.api.tensor.Shape;
import java.lang.foreign.MemorySegment;

/**
 * A tensor of an interpreter. Its memory moves whenever the interpreter allocates or runs, so look
 * it up anew for each use.
 */
public record NativeTensor(MemorySegment pointer) {
    /** Bytes that the elements take, for strings with their table of offsets. */
    public long byteSize() {
        try {
            return (long) CLibrary.TENSOR_BYTES.invokeExact(pointer);
        } catch (Throwable e) {
            throw Native.bug(e);
        }
    }

    /** The elements. */
    @SuppressWarnings("restricted") // as long as the library says
    public MemorySegment bytes() {
        try {
            MemorySegment start = (MemorySegment) CLibrary.TENSOR_DATA.invokeExact(pointer);
            return Native.isNull(start) ? start : start.reinterpret(byteSize());
        } catch (Throwable e) {
            throw Native.bug(e);
        }
    }

    /** The dimensions that it has now. */
    public Shape shape() {
        try {
            int rank = (int) CLibrary.TENSOR_RANK.invokeExact(pointer);
            long[] dims = new long[Math.max(rank, 0)];
            for (int i = 0; i < dims.length; i++) {
                dims[i] = (int) CLibrary.TENSOR_DIM.invokeExact(pointer, i);
            }
            return Shape.of(dims);
        } catch (Throwable e) {
            throw Native.bug(e);
        }
    }

    /** Gives a tensor of strings room for so many bytes; false when there is no memory. */
    public boolean makeRoom(long byteSize) {
        try {
            return (int) CLibrary.TENSOR_RESIZE_BYTES.invokeExact(byteSize, pointer) == Native.OK;
        } catch (Throwable e) {
            throw Native.bug(e);
        }
    }
}
