package io.inferry.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Waits for what comes about on its own: looks again and again, a moment apart, within a bound.
 *
 * @param most how long at most
 * @param story told when it does not come: a server's output
 * @param possible whether it still can come: the server is alive
 */
public record Waiting(Duration most, Supplier<String> story, BooleanSupplier possible) {
    private static final long LOOK_AGAIN_NANOS = 2_000_000;

    /** For things inside this process. */
    public static final Waiting STANDARD =
            new Waiting(Duration.ofSeconds(20), () -> "", () -> true);

    /** Returns as soon as the condition holds; fails when it does not in time. */
    public void until(String what, BooleanSupplier condition) {
        long giveUp = System.nanoTime() + most.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - giveUp)
                    .as("%s within %s; %s", what, most, story.get())
                    .isNegative();
            assertThat(possible.getAsBoolean())
                    .as("%s can still come; %s", what, story.get())
                    .isTrue();
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
    }
}
