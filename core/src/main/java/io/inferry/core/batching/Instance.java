package io.inferry.core.batching;

import io.inferry.api.engine.Runner;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * One execution slot of a model version. Its runner and batch belong to whoever made it BUSY; all
 * else is guarded by the queue's lock.
 */
final class Instance {
    /** Who may touch the runner. */
    enum State {
        /** Nobody. */
        FREE,
        /** Nobody yet: a drain was posted to an I/O thread and will claim it. */
        RESERVED,
        /** The one thread that claimed it. */
        BUSY
    }

    private final int number;
    private final Runner runner;
    private final Batch batch = new Batch();
    private State state = State.FREE;
    private long reservedNanos;
    private @Nullable Executor ioThread;

    Instance(int number, Runner runner) {
        this.number = number;
        this.runner = runner;
    }

    /** From 0. */
    int number() {
        return number;
    }

    Runner runner() {
        return runner;
    }

    Batch batch() {
        return batch;
    }

    State state() {
        return state;
    }

    void reserve(Executor forIoThread, long nowNanos) {
        state = State.RESERVED;
        ioThread = forIoThread;
        reservedNanos = nowNanos;
    }

    boolean isReservedFor(Executor anIoThread) {
        return state == State.RESERVED && anIoThread.equals(ioThread);
    }

    long reservedNanos() {
        return reservedNanos;
    }

    void claim() {
        state = State.BUSY;
        ioThread = null;
    }

    void free() {
        state = State.FREE;
        ioThread = null;
    }
}
