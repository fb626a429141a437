package io.inferry.experiment.control;

import io.inferry.api.settings.ExperimentSettings;
import io.inferry.experiment.control.memory.JournalMemory;
import io.inferry.experiment.control.memory.Memory;
import io.inferry.experiment.control.memory.NoMemory;
import io.inferry.experiment.control.memory.SharedMemory;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * What experiments run in; a test brings its own.
 *
 * @param nanos a clock that only goes on: what durations are measured by
 * @param wall the time of day: only shown, and for the age of answers
 * @param memories where to remember, by the settings
 */
record Surroundings(
        Pulse pulse,
        LongSupplier nanos,
        InstantSource wall,
        Function<ExperimentSettings, Memory> memories) {
    static Surroundings real() {
        return new Surroundings(
                new ThreadPulse(), System::nanoTime, InstantSource.system(), Surroundings::memory);
    }

    /** A database, a journal, or nothing. */
    static Memory memory(ExperimentSettings settings) {
        if (settings.database().isPresent()) {
            String replica =
                    settings.replica().isEmpty()
                            ? UUID.randomUUID().toString()
                            : settings.replica();
            return SharedMemory.open(settings.database().get(), replica, settings.interval());
        }
        return settings.state()
                .<Memory>map(state -> JournalMemory.open(state, settings.sync()))
                .orElseGet(NoMemory::new);
    }
}
