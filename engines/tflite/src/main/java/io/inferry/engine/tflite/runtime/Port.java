package io.inferry.engine.tflite.runtime;

import java.lang.foreign.MemorySegment;

/**
 * One way into an interpreter. Statuses are the library's: {@link Native#OK} or a failure whose
 * text is in the interpreter's log.
 */
public sealed interface Port permits FirstGraphPort, SignaturePort {
    /** Gives an input other dimensions; takes effect with {@link #allocate}. */
    int resize(int input, MemorySegment dims, int rank);

    /** Plans and takes memory for all tensors. */
    int allocate();

    /** Runs the graph. */
    int invoke();

    /** An input's tensor, by its place in the signature. */
    NativeTensor input(int index);

    /** An output's tensor, by its place in the signature. */
    NativeTensor output(int index);

    /** Gives back what belongs to this way only. */
    void close();
}
