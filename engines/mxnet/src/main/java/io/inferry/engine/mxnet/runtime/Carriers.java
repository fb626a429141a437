package io.inferry.engine.mxnet.runtime;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Threads to bind executors with. MXNet keeps scratch memory per thread, and an executor uses for
 * ever that of the thread that bound it. Operators that run in the caller's thread do not wait for
 * each other, so two runners bound by one thread would write into each other's numbers. A thread's
 * scratch memory is never freed; therefore threads that a runner gave back serve later ones.
 */
public final class Carriers {
    private final ConcurrentLinkedQueue<ExecutorService> idle = new ConcurrentLinkedQueue<>();

    /** None yet. */
    public Carriers() {}

    /** A thread that nobody else binds with until it is closed. */
    public Carrier take() {
        ExecutorService rested = idle.poll();
        return new Carrier(
                rested != null
                        ? rested
                        : Executors.newSingleThreadExecutor(
                                Thread.ofPlatform().daemon().name("inferry-mxnet").factory()),
                this);
    }

    void giveBack(ExecutorService thread) {
        idle.add(thread);
    }
}
