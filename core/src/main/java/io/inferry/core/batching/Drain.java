package io.inferry.core.batching;

import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/**
 * Direct run: runs batches of one instance on an I/O thread, after that thread has read all that
 * was ready, so that one run answers everything that came with one tick. Posted at most once for
 * each reservation; {@link BatchQueue} says why nothing is lost.
 */
final class Drain implements Runnable {
    /** Batches in a row before the I/O thread looks after its sockets again. */
    static final int BATCHES_MAX = 4;

    /** No new batch is begun after this time. */
    static final long SHARE_NANOS = 1_000_000;

    private final Instance instance;
    private final BatchQueue queue;
    private final BatchRun batchRun;
    private final LongSupplier clock;

    Drain(Instance instance, BatchQueue queue, BatchRun batchRun, LongSupplier clock) {
        this.instance = instance;
        this.queue = queue;
        this.batchRun = batchRun;
        this.clock = clock;
    }

    /** Posts itself; when the I/O thread refuses, the instance threads go on instead. */
    void postTo(Executor ioThread) {
        try {
            ioThread.execute(this);
        } catch (RuntimeException refused) {
            queue.revoke(instance);
        }
    }

    @Override
    public void run() {
        long began = clock.getAsLong();
        int batches = 0;
        Next next = queue.begin(instance);
        while (next instanceof Next.Run) {
            long ranNanos = batchRun.run(instance.runner(), instance.batch());
            batches++;
            boolean mayGoOn = batches < BATCHES_MAX && clock.getAsLong() - began < SHARE_NANOS;
            next = queue.next(instance, ranNanos, mayGoOn);
        }
        if (next instanceof Next.Post(Executor ioThread)) {
            postTo(ioThread);
        }
    }
}
