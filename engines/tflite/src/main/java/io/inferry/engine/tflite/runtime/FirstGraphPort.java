package io.inferry.engine.tflite.runtime;

import java.lang.foreign.MemorySegment;

/**
 * The way through the first subgraph: by place among its inputs and outputs.
 *
 * @param inputs the subgraph's place of each of the signature's inputs; not to be changed
 */
record FirstGraphPort(MemorySegment interpreter, Places inputs, Places outputs) implements Port {
    @Override
    public int resize(int input, MemorySegment dims, int rank) {
        try {
            return (int) CLibrary.RESIZE.invokeExact(interpreter, inputs.at(input), dims, rank);
        } catch (Throwable e) {
            throw Native.bug(e);
        }
    }

    @Override
    public int allocate() {
        try {
            return (int) CLibrary.ALLOCATE.invokeExact(interpreter);
        } catch (Throwable e) {
            throw Native.bug(e);
        }
    }

    @Override
    public int invoke() {
        try {
            return (int) CLibrary.INVOKE.invokeExact(interpreter);
        } catch (Throwable e) {
            throw Native.bug(e);
        }
    }

    @Override
    public NativeTensor input(int index) {
        try {
            return new NativeTensor(
                    (MemorySegment) CLibrary.INPUT.invokeExact(interpreter, inputs.at(index)));
        } catch (Throwable e) {
            throw Native.bug(e);
        }
    }

    @Override
    public NativeTensor output(int index) {
        try {
            return new NativeTensor(
                    (MemorySegment) CLibrary.OUTPUT.invokeExact(interpreter, outputs.at(index)));
        } catch (Throwable e) {
            throw Native.bug(e);
        }
    }

    @Override
    public void close() {
        // The subgraph is the interpreter's.
    }
}
