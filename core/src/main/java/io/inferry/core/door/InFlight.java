package io.inferry.core.door;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts the calls that are inside, and lets one wait until none is.
 *
 * <p>Entering counts first and looks at {@code stopping} second; stopping sets the flag first and
 * looks at the count second. All four are volatile accesses, so either the call sees the flag and
 * leaves, or the one who stops sees the call and waits for it.
 */
final class InFlight {
    private final AtomicInteger calls = new AtomicInteger();
    private final CountDownLatch idle = new CountDownLatch(1);
    private volatile boolean stopping;

    /** Returns false when nobody may enter any more. */
    boolean tryEnter() {
        calls.incrementAndGet();
        if (stopping) {
            leave();
            return false;
        }
        return true;
    }

    void leave() {
        if (calls.decrementAndGet() == 0 && stopping) {
            idle.countDown();
        }
    }

    int calls() {
        return calls.get();
    }

    void stop() {
        stopping = true;
        if (calls.get() == 0) {
            idle.countDown();
        }
    }

    /** After {@link #stop()}: whether all left within the time. */
    boolean awaitIdle(Duration atMost) throws InterruptedException {
        return idle.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
    }
}
