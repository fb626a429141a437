package io.inferry.experiment.control;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** The deciding thread and both clocks, turned by hand. */
final class HandPulse implements Pulse {
    private Runnable look = () -> {};
    private final FullDisk.Switch disk = new FullDisk.Switch();
    private long nanos;
    private Instant wall = Instant.parse("2026-01-01T00:00:00Z");

    Surroundings surroundings() {
        InstantSource now = () -> wall;
        return new Surroundings(
                this,
                () -> nanos,
                now,
                settings -> new FullDisk(Surroundings.memory(settings), disk));
    }

    /** Time passes, and there is one look. */
    void pass(Duration time) {
        nanos += time.toNanos();
        wall = wall.plus(time);
        look.run();
    }

    /** The wall clock is set; durations must not notice. */
    void setWall(Instant to) {
        wall = to;
    }

    FullDisk.Switch disk() {
        return disk;
    }

    @Override
    public void begin(Runnable lookAt, Duration interval) {
        look = lookAt;
    }

    @Override
    public <T> CompletableFuture<T> post(Supplier<T> act) {
        try {
            return CompletableFuture.completedFuture(act.get());
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public void end(Runnable last) {
        look = () -> {};
        last.run();
    }
}
