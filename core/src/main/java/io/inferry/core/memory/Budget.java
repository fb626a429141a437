package io.inferry.core.memory;

import java.util.concurrent.atomic.AtomicLong;

/** What a pool holds from the operating system, and how much of that is idle. */
final class Budget {
    private final MemoryLimits limits;
    private final AtomicLong committed = new AtomicLong();
    private final AtomicLong idle = new AtomicLong();
    private volatile boolean closed;

    Budget(MemoryLimits limits) {
        this.limits = limits;
    }

    long limit() {
        return limits.budgetBytes();
    }

    long committedBytes() {
        return committed.get();
    }

    boolean tryCommit(long bytes) {
        return addWithin(committed, bytes, limits.budgetBytes());
    }

    void uncommit(long bytes) {
        committed.addAndGet(-bytes);
    }

    /** Whether a slab that nobody uses any more may stay; if so it counts as idle from now on. */
    boolean tryKeepIdle(long bytes) {
        return !closed && addWithin(idle, bytes, limits.idleBytesMax());
    }

    void endIdle(long bytes) {
        idle.addAndGet(-bytes);
    }

    void close() {
        closed = true;
    }

    boolean isClosed() {
        return closed;
    }

    private static boolean addWithin(AtomicLong counter, long bytes, long max) {
        for (; ; ) {
            long before = counter.get();
            if (bytes > max - before) {
                return false;
            }
            if (counter.compareAndSet(before, before + bytes)) {
                return true;
            }
        }
    }
}
