package io.inferry.experiment.control;

import io.inferry.api.ServingException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The thread {@code inferry-experiments}; it starts with the first thing to do. */
final class ThreadPulse implements Pulse {
    private static final int ACTS_WAITING_MAX = 1_000;
    private static final Duration END_MAX = Duration.ofSeconds(20);

    private final ScheduledThreadPoolExecutor thread =
            new ScheduledThreadPoolExecutor(
                    1,
                    task -> {
                        Thread one = new Thread(task, "inferry-experiments");
                        one.setDaemon(true);
                        return one;
                    });

    private volatile @Nullable Future<?> looks;

    @Override
    public void begin(Runnable look, Duration interval) {
        long nanos = interval.toNanos();
        looks = thread.scheduleWithFixedDelay(look, nanos, nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public <T> CompletableFuture<T> post(Supplier<T> act) {
        if (thread.getQueue().size() > ACTS_WAITING_MAX) {
            return CompletableFuture.failedFuture(
                    ServingException.resourceExhausted(
                            "%d acts on experiments wait already".formatted(ACTS_WAITING_MAX)));
        }
        try {
            return CompletableFuture.supplyAsync(act, thread);
        } catch (RejectedExecutionException ended) {
            return CompletableFuture.failedFuture(
                    ServingException.unavailable("experiments are closed: the server stops"));
        }
    }

    @Override
    public void end(Runnable last) {
        Future<?> begun = looks;
        if (begun != null) {
            begun.cancel(false);
        }
        CompletableFuture<Void> done = CompletableFuture.runAsync(last, thread);
        ((ExecutorService) thread).shutdown();
        try {
            done.completeOnTimeout(null, END_MAX.toMillis(), TimeUnit.MILLISECONDS).join();
        } finally {
            thread.shutdownNow();
        }
    }
}
