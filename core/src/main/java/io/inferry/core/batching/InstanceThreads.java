package io.inferry.core.batching;

import java.util.concurrent.locks.Condition;

/**
 * The instance threads that wait for work. Guarded by the queue's lock, to which {@code work}
 * belongs.
 */
final class InstanceThreads {
    private final Condition work;
    private int waiting;

    /** A thread was woken and has not looked yet; another one would be woken in vain. */
    private boolean wakePending;

    /** Some thread is sure to wake at {@link #watchNanos} or before. */
    private boolean watching;

    private long watchNanos;

    InstanceThreads(Condition work) {
        this.work = work;
    }

    /** Makes one waiting thread look, unless one is about to. */
    void wakeOne() {
        if (waiting > 0 && !wakePending) {
            wakePending = true;
            work.signal();
        }
    }

    void wakeAll() {
        work.signalAll();
    }

    /** Whether some thread will look at that moment or before. */
    boolean isWatching(long untilNanos) {
        return watching && untilNanos - watchNanos >= 0;
    }

    /** Whether some thread will look within a bounded time. */
    boolean isWatching() {
        return watching;
    }

    /**
     * Waits until woken, or for so long; without end where another thread watches as early. Called
     * in a loop that looks again in any case.
     */
    @SuppressWarnings("WaitNotInLoop")
    void await(long waitNanos, long nowNanos) {
        long until = nowNanos + waitNanos;
        boolean watches = waitNanos != Batcher.NEVER && !isWatching(until);
        waiting++;
        try {
            if (watches) {
                watching = true;
                watchNanos = until;
                work.awaitNanos(waitNanos);
            } else {
                work.awaitUninterruptibly();
            }
        } catch (InterruptedException e) {
            // Only an engine's own code could have done that; there is nothing to end for it.
        } finally {
            waiting--;
            wakePending = false;
            if (watches && watchNanos == until) {
                watching = false;
            }
        }
    }
}
