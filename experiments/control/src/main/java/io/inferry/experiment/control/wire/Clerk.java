package io.inferry.experiment.control.wire;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A thread that does what I/O threads must not: what waits for a disk or reads a large body. One
 * act after the other; the line before it is short. The thread ends when nothing comes.
 */
final class Clerk {
    private static final long IDLE_SECONDS = 5;

    private final ThreadPoolExecutor thread;

    /**
     * @param waitingMax acts in the line; further ones are sent away
     */
    Clerk(String name, int waitingMax) {
        thread =
                new ThreadPoolExecutor(
                        1,
                        1,
                        IDLE_SECONDS,
                        TimeUnit.SECONDS,
                        new ArrayBlockingQueue<>(waitingMax),
                        Thread.ofPlatform().daemon().name(name).factory());
        thread.allowCoreThreadTimeOut(true);
    }

    /** Takes an act unless the line is full. */
    boolean take(Runnable act) {
        try {
            thread.execute(act);
            return true;
        } catch (RejectedExecutionException full) {
            return false;
        }
    }
}
