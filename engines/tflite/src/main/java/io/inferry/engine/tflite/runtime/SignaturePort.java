package io.inferry.engine.tflite.runtime;

import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * The way through a signature of the file's own: by names.
 *
 * @param runner the library's signature runner
 */
record SignaturePort(MemorySegment runner, List<MemorySegment> inputs, List<MemorySegment> outputs)
        implements Port {
    SignaturePort {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    @Override
    public int resize(int input, MemorySegment dims, int rank) {
        try {
            return (int)
                    CLibrary.SIGNATURE_RESIZE.invokeExact(runner, inputs.get(input), dims, rank);
        } catch (Throwable e) {
            throw Native.bug(e);
        }
    }

    @Override
    public int allocate() {
        try {
            return (int) CLibrary.SIGNATURE_ALLOCATE.invokeExact(runner);
        } catch (Throwable e) {
            throw Native.bug(e);
        }
    }

    @Override
    public int invoke() {
        try {
            return (int) CLibrary.SIGNATURE_INVOKE.invokeExact(runner);
        } catch (Throwable e) {
            throw Native.bug(e);
        }
    }

    @Override
    public NativeTensor input(int index) {
        try {
            return new NativeTensor(
                    (MemorySegment)
                            CLibrary.SIGNATURE_INPUT.invokeExact(runner, inputs.get(index)));
        } catch (Throwable e) {
            throw Native.bug(e);
        }
    }

    @Override
    public NativeTensor output(int index) {
        try {
            return new NativeTensor(
                    (MemorySegment)
                            CLibrary.SIGNATURE_OUTPUT.invokeExact(runner, outputs.get(index)));
        } catch (Throwable e) {
            throw Native.bug(e);
        }
    }

    @Override
    public void close() {
        try {
            CLibrary.SIGNATURE_DELETE.invokeExact(runner);
        } catch (Throwable e) {
            throw Native.bug(e);
        }
    }
}
