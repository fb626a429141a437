package io.inferry.experiment.store.shared;

import java.time.Duration;

/** When to try the database again after it went away: longer and longer, up to a bound. */
final class Backoff {
    static final Duration SHORTEST = Duration.ofMillis(100);
    static final Duration LONGEST = Duration.ofSeconds(15);

    private boolean waiting;
    private long untilNanos;
    private long delayNanos;

    /** The database could not be reached. */
    void failed(long nowNanos) {
        delayNanos = waiting ? Math.min(2 * delayNanos, LONGEST.toNanos()) : SHORTEST.toNanos();
        untilNanos = nowNanos + delayNanos;
        waiting = true;
    }

    /** It answered. */
    void succeeded() {
        waiting = false;
    }

    /** How long to wait still; 0 when it may be tried. */
    long leftNanos(long nowNanos) {
        return waiting ? Math.max(0, untilNanos - nowNanos) : 0;
    }
}
