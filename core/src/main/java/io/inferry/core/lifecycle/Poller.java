package io.inferry.core.lifecycle;

import io.inferry.core.repository.Sighting;
import io.inferry.core.repository.Source;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Looks at the repository again and again, on a thread of its own: storage that hangs must not keep
 * the loop from anything else. The next look begins only when the loop has taken the last one in.
 */
final class Poller implements AutoCloseable {
    /** Time between looks at what is still changing, where there are no other looks. */
    private static final long AGAIN_MILLIS = 100;

    private final Source source;
    private final InstantSource clock;
    private final Consumer<Sighting> loop;
    private final ScheduledExecutorService thread;

    /** Set before the thread has anything to do. */
    private boolean once;

    /**
     * @param loop takes a sighting in, and returns when it has
     */
    Poller(Source source, InstantSource clock, Consumer<Sighting> loop) {
        this.source = source;
        this.clock = clock;
        this.loop = loop;
        this.thread =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("inferry-repository").factory());
    }

    /**
     * Looks now, and then with this time between looks; with zero only for as long as something is
     * still changing.
     */
    void start(Duration poll) {
        once = poll.isZero();
        if (once) {
            thread.execute(this::look);
            return;
        }
        var _ = thread.scheduleWithFixedDelay(this::look, 0, poll.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** One look more; the future ends when the loop has taken it in. */
    Future<?> lookNow() {
        return thread.submit(this::look);
    }

    /** Whatever one look or its consequences fail with, the next look comes. */
    private void look() {
        try {
            Sighting sighting = source.look(clock.instant());
            loop.accept(sighting);
            if (once && sighting.isChanging()) {
                var _ = thread.schedule(this::look, AGAIN_MILLIS, TimeUnit.MILLISECONDS);
            }
        } catch (RuntimeException e) {
            if (thread.isShutdown()) {
                return;
            }
            Thread here = Thread.currentThread();
            here.getUncaughtExceptionHandler().uncaughtException(here, e);
        }
    }

    /** No further look; one that is under way is left to its storage. */
    @Override
    public void close() {
        thread.shutdownNow();
    }
}
