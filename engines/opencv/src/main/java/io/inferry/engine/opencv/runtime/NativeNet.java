package io.inferry.engine.opencv.runtime;

import io.inferry.api.tensor.Shape;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.List;

/** One net. It keeps its inputs and values between calls, so one thread uses it at a time. */
public final class NativeNet implements AutoCloseable {
    private static final int BACKEND_OPENCV = 3;
    private static final int TARGET_CPU = 0;

    /** Which reader takes the files. */
    public enum Reader {
        /** {@code .prototxt} and {@code .caffemodel}. */
        CAFFE,
        /** {@code .cfg} and {@code .weights}. */
        DARKNET
    }

    private final long pointer;

    private NativeNet(long pointer) {
        this.pointer = pointer;
    }

    /**
     * Reads a net whose description was checked.
     *
     * @throws RefusedException with the library's reason
     */
    public static NativeNet read(Reader reader, MemorySegment description, MemorySegment weights)
            throws RefusedException {
        MethodHandle read =
                switch (reader) {
                    case CAFFE -> Calls.CAFFE;
                    case DARKNET -> Calls.DARKNET;
                };
        try (NativeMat first = NativeMat.ofBytes(description);
                NativeMat second = NativeMat.ofBytes(weights)) {
            long pointer = (long) read.invokeExact(first.pointer(), second.pointer());
            Calls.NET_BACKEND.invokeExact(pointer, BACKEND_OPENCV);
            Calls.NET_TARGET.invokeExact(pointer, TARGET_CPU);
            return new NativeNet(pointer);
        } catch (Throwable e) {
            throw Calls.refused(e);
        }
    }

    /** The layers whose answers no other layer takes. */
    @SuppressWarnings("unchecked") // the library makes a list of texts
    public List<String> outputs() throws RefusedException {
        try {
            return List.copyOf((List<String>) Calls.NET_OUTPUTS.invokeExact(pointer));
        } catch (Throwable e) {
            throw Calls.refused(e);
        }
    }

    /** Bytes that weights and values take for one input of this shape. */
    public long memory(Shape input) throws RefusedException {
        double[] weights = new double[1];
        double[] values = new double[1];
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment dims = arena.allocate(ValueLayout.JAVA_INT, input.rank());
            for (int i = 0; i < input.rank(); i++) {
                dims.setAtIndex(ValueLayout.JAVA_INT, i, (int) input.dim(i));
            }
            try (NativeMat shape = NativeMat.ofNumbers(dims)) {
                Calls.NET_MEMORY.invokeExact(pointer, shape.pointer(), weights, values);
            }
        } catch (Throwable e) {
            throw Calls.refused(e);
        }
        return (long) (weights[0] + values[0]);
    }

    /**
     * Sets an input; the library copies it.
     *
     * @param floats exactly as many as {@code dims} have
     */
    public void set(String input, MemorySegment floats, int[] dims) throws RefusedException {
        try (NativeMat mat = NativeMat.ofFloats(floats, dims)) {
            Calls.NET_SET_INPUT.invokeExact(pointer, mat.pointer(), input);
        } catch (Throwable e) {
            throw Calls.refused(e);
        }
    }

    /**
     * Runs up to these layers.
     *
     * @return an answer for each, which the caller closes before the next run
     */
    public NativeMat[] forward(List<String> outputs) throws RefusedException {
        try {
            if (outputs.size() == 1) {
                return new NativeMat[] {
                    new NativeMat((long) Calls.NET_FORWARD.invokeExact(pointer, outputs.getFirst()))
                };
            }
            try (NativeMat list = NativeMat.empty()) {
                Calls.NET_FORWARD_ALL.invokeExact(pointer, list.pointer(), outputs);
                return list.unpacked();
            }
        } catch (Throwable e) {
            throw Calls.refused(e);
        }
    }

    @Override
    public void close() {
        try {
            Calls.NET_DELETE.invokeExact(pointer);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
