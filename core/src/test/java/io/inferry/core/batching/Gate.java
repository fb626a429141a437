package io.inferry.core.batching;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Holds the model's runs until a test lets them through, one at a time. */
final class Gate implements TestModel.Act {
    private static final long PATIENCE_SECONDS = 20;

    private final Semaphore inside = new Semaphore(0);
    private final Semaphore mayLeave = new Semaphore(0);

    @Override
    public void run(float[] x) {
        inside.release();
        acquire(mayLeave);
    }

    /** Waits until one more run has begun. */
    void awaitRun() {
        acquire(inside);
    }

    void letThrough(int runs) {
        mayLeave.release(runs);
    }

    private static void acquire(Semaphore semaphore) {
        try {
            if (!semaphore.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("nobody came");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
