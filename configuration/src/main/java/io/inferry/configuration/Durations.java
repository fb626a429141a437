package io.inferry.configuration;

import java.time.Duration;

/** Spans of time: {@code 5ms}, {@code 2s}, {@code 1m}. */
final class Durations {
    private Durations() {}

    /** At least this long, or zero, which is written {@code 0}. */
    static Kind<Duration> zeroOrAtLeast(Duration least) {
        return new Mapped<>(
                Quantity.zeroOrNanos(least.toNanos()), Duration::ofNanos, Duration::toNanos);
    }

    /** At least this long; zero is written {@code 0}. */
    static Kind<Duration> atLeast(Duration least) {
        return new Mapped<>(Quantity.nanos(least.toNanos()), Duration::ofNanos, Duration::toNanos);
    }
}
