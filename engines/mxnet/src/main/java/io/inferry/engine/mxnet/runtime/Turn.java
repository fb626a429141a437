package io.inferry.engine.mxnet.runtime;

/**
 * One call into MXNet at a time, in the whole process. Executors with weights, scratch memory and
 * threads of their own still broke the heap when they ran side by side, about once in 20,000 calls.
 */
public final class Turn {
    /** Held around everything that the library does. */
    public static final Object HELD = new Object();

    private Turn() {}
}
