package io.inferry.experiment.store.shared;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BackoffTest {
    private final Backoff backoff = new Backoff();

    @Test
    void pausesDoubleUpToTheLongestAndBeginAnewAfterAnAnswer() {
        long now = -5;
        assertThat(backoff.leftNanos(now)).isZero();
        long expected = Backoff.SHORTEST.toNanos();
        for (int i = 0; i < 12; i++) {
            backoff.failed(now);
            assertThat(backoff.leftNanos(now)).isEqualTo(expected);
            assertThat(backoff.leftNanos(now + expected)).isZero();
            now += expected;
            expected = Math.min(2 * expected, Backoff.LONGEST.toNanos());
        }
        assertThat(expected).isEqualTo(Backoff.LONGEST.toNanos());
        backoff.succeeded();
        assertThat(backoff.leftNanos(now)).isZero();
        backoff.failed(now);
        assertThat(backoff.leftNanos(now)).isEqualTo(Backoff.SHORTEST.toNanos());
    }
}
