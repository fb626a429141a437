package io.inferry.experiment.control.definition;

import java.time.Duration;

/**
 * When an experiment may decide, and when it must end. Time counts while the experiment runs, not
 * by the calendar.
 *
 * @param samples of each arm before anything but a guardrail decides
 * @param duration before anything but a guardrail decides
 * @param durationMax after which {@code then} happens; zero: never
 */
public record Bounds(long samples, Duration duration, Duration durationMax, Then then) {
    /** What happens when the time is over. */
    public enum Then {
        ROLLBACK,
        PROMOTE,
        HOLD
    }

    /** Whether the time is over. */
    public boolean isOver(Duration running) {
        return !durationMax.isZero() && running.compareTo(durationMax) >= 0;
    }
}
