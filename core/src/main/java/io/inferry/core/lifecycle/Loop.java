package io.inferry.core.lifecycle;

import io.inferry.api.ServingException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The reconciler's thread. Nothing that runs on it waits, so neither does anybody for long who asks
 * it something; its queue is bounded by what there is to report: loads, closings, looks, acts.
 */
final class Loop implements AutoCloseable {
    private static final String CLOSED = "the server is stopped";

    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("inferry-reconciler").factory());

    /** Runs the task again and again. */
    void repeat(Duration every, Runnable task) {
        var _ =
                thread.scheduleWithFixedDelay(
                        () -> guard(task), every.toNanos(), every.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Runs the task soon; after the loop was closed there is nobody left to care for it. */
    void post(Runnable task) {
        try {
            thread.execute(() -> guard(task));
        } catch (RejectedExecutionException e) {
            if (!thread.isShutdown()) {
                throw e;
            }
        }
    }

    /**
     * Has the loop answer a question.
     *
     * @throws ServingException as the question does; UNAVAILABLE when the loop is closed
     */
    <T> T ask(Callable<T> question) {
        try {
            return thread.submit(question).get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ServingException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } catch (RejectedExecutionException e) {
            throw ServingException.unavailable(CLOSED);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ServingException.unavailable("interrupted");
        }
    }

    /** Has the loop do something, and waits until it is done; fails as {@link #ask} does. */
    void tell(Runnable act) {
        ask(() -> {
            act.run();
            return true;
        });
    }

    boolean isClosed() {
        return thread.isShutdown();
    }

    /** A bug in one decision must not end all others. */
    private static void guard(Runnable task) {
        try {
            task.run();
        } catch (Throwable e) {
            Thread thread = Thread.currentThread();
            thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
