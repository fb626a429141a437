package io.inferry.experiment.store.journal;

import static io.inferry.experiment.store.journal.Seen.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForcePaceTest {
    @Test
    void isDueOnceTheOldestRecordHasWaitedTheInterval() {
        ForcePace pace = new ForcePace(FsyncPolicy.every(Duration.ofNanos(100)));
        long start = Long.MAX_VALUE - 50; // a clock may wrap
        assertThat(pace.isDue(start)).isFalse();
        pace.appended(start);
        pace.appended(start + 90);
        assertThat(pace.isDue(start + 99)).isFalse();
        assertThat(pace.isDue(start + 100)).isTrue();
        pace.forced();
        assertThat(pace.isDue(start + 1000)).isFalse();
    }

    @Test
    void neverIsNeverDueAndAlwaysHasNothingWaiting() {
        for (FsyncPolicy policy : new FsyncPolicy[] {FsyncPolicy.NEVER, FsyncPolicy.ALWAYS}) {
            ForcePace pace = new ForcePace(policy);
            pace.appended(0);
            assertThat(pace.isDue(Long.MAX_VALUE)).isFalse();
        }
    }

    @Test
    void anIntervalOfNothingIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FsyncPolicy.every(Duration.ZERO))
                .withMessageContaining("PT0S");
    }

    @Test
    void theJournalTakesTheClockOnlyForForcing(@TempDir Path folder) {
        AtomicLong clock = new AtomicLong(5_000);
        var settings =
                new JournalSettings(folder, FsyncPolicy.every(Duration.ofSeconds(1)), 1 << 20);
        try (Journal journal = Journal.open(settings, new Seen(), clock::get)) {
            journal.append(bytes("first"));
            clock.set(-7_000_000_000L);
            journal.append(bytes("second"));
            journal.tend();
            clock.set(9_000_000_000L);
            journal.tend();
        }
        assertThat(Seen.in(settings).records.values()).containsExactly("first", "second");
    }
}
