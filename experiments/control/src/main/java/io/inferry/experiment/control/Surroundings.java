package io.inferry.experiment.control;

import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * What experiments run in; a test brings its own.
 *
 * @param nanos a clock that only goes on: what durations are measured by
 * @param wall the time of day: only shown, and for the age of answers
 */
record Surroundings(Pulse pulse, LongSupplier nanos, InstantSource wall) {
    static Surroundings real() {
        return new Surroundings(new ThreadPulse(), System::nanoTime, InstantSource.system());
    }
}
