package io.inferry.core.lifecycle;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Stands still until the test moves it. Begins a day ahead, so that a test's files are old. */
public final class ManualClock implements InstantSource {
    private Instant now = Instant.now().plus(Duration.ofDays(1));

    @Override
    public Instant instant() {
        return now;
    }

    public void advance(Duration by) {
        now = now.plus(by);
    }
}
