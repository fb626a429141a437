package io.inferry.core.batching;

import java.util.ArrayDeque;
import java.util.concurrent.Executor;

/** An I/O thread that runs its tasks only when a test says so. */
public final class IoLoop implements Executor {
    private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();

    @Override
    public synchronized void execute(Runnable task) {
        tasks.add(task);
    }

    public synchronized int waiting() {
        return tasks.size();
    }

    private synchronized Runnable next() {
        Runnable task = tasks.poll();
        return task == null ? () -> {} : task;
    }

    /** Runs the task that was posted first. */
    public void runOne() {
        next().run();
    }

    /** Runs tasks until none is left. */
    public void runAll() {
        while (waiting() > 0) {
            runOne();
        }
    }
}
