package io.inferry.core.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.inferry.core.repository.Fingerprint;
import io.inferry.core.repository.SettingsReading;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FailuresTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final LoadPlan PLAN = plan(1);

    private final Failures failures = new Failures(LifecycleSettings.Retry.STANDARD);

    private static LoadPlan plan(long size) {
        return LoadPlan.of(
                Path.of("m/1"), new Fingerprint(1, size, size), SettingsReading.STANDARD);
    }

    @Test
    void theDelayDoublesUpToFiveMinutesAndStaysThere() {
        List<Long> seconds = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            seconds.add(failures.add(PLAN, NOW).toSeconds());
        }
        assertThat(seconds)
                .containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 64L, 128L, 256L, 300L, 300L, 300L);
    }

    @Test
    void aMillionFailuresStillHaveADelay() {
        assertThat(LifecycleSettings.Retry.STANDARD.delayAfter(1_000_000))
                .isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void theSamePlanWaitsForItsDelay() {
        failures.add(PLAN, NOW);
        assertThat(failures.allow(PLAN, NOW.plusMillis(999))).isFalse();
        assertThat(failures.allow(PLAN, NOW.plusMillis(1000))).isTrue();
    }

    @Test
    void anotherPlanMayBeTriedAtOnce() {
        failures.add(PLAN, NOW);
        assertThat(failures.allow(plan(2), NOW)).isTrue();
    }

    @Test
    void endingTheDelayLetsItBeTriedNow() {
        failures.add(PLAN, NOW);
        failures.endDelay();
        assertThat(failures.allow(PLAN, NOW)).isTrue();
        assertThat(failures.isEmpty()).isFalse();
    }

    @Test
    void aClockThatIsSetBackDoesNotStopRetries() {
        failures.add(PLAN, NOW);
        assertThat(failures.allow(PLAN, NOW.minusSeconds(3600))).isTrue();
    }

    @Test
    void delaysThatDoNotGrowAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new LifecycleSettings.Retry(Duration.ofSeconds(2), Duration.ofSeconds(1)))
                .withMessageContaining("PT2S and PT1S");
    }
}
