package io.inferry.experiment.store.journal;

import static io.inferry.experiment.store.journal.Seen.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.inferry.experiment.store.StoreException;
import io.inferry.experiment.store.StoreException.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    @TempDir private Path folder;
    private JournalSettings settings;

    @BeforeEach
    void settings() {
        settings = Seen.small(folder.resolve("below").resolve("journal"));
    }

    @Test
    void aNewJournalHoldsNothing() {
        try (Journal journal = Journal.open(settings, new Seen())) {
            assertThat(journal.lastSequence()).isZero();
            assertThat(journal.bytesSinceCheckpoint()).isZero();
            assertThat(journal.recovery().snapshotFound()).isFalse();
            assertThat(journal.recovery().damages()).isEmpty();
        }
    }

    @Test
    void recordsComeBackInOrderWithTheirNumbers() {
        try (Journal journal = Journal.open(settings, new Seen())) {
            assertThat(journal.append(bytes("one"))).isEqualTo(1);
            assertThat(journal.append(bytes(""))).isEqualTo(2);
            assertThat(journal.append(bytes("three"))).isEqualTo(3);
        }
        Seen seen = Seen.in(settings);
        assertThat(seen.records.keySet()).containsExactly(1L, 2L, 3L);
        assertThat(seen.records.values()).containsExactly("one", "", "three");
        assertThat(seen.snapshot).isNull();
    }

    @Test
    void aSegmentEndsBeforeItGrowsAboveItsBound() throws IOException {
        fill(100);
        try (Stream<Path> files = Files.list(settings.directory())) {
            List<Path> segments =
                    files.filter(file -> file.toString().endsWith(".segment")).toList();
            assertThat(segments).hasSizeGreaterThan(10);
            for (Path segment : segments) {
                assertThat(Files.size(segment)).isLessThanOrEqualTo(settings.segmentBytesMax());
            }
        }
        assertThat(Seen.in(settings).records).hasSize(100).containsEntry(100L, "record 100");
    }

    @Test
    void aCheckpointStandsForAllRecordsBeforeIt() {
        try (Journal journal = Journal.open(settings, new Seen())) {
            for (int i = 1; i <= 50; i++) {
                journal.append(bytes("old " + i));
            }
            journal.checkpoint(bytes("forty"));
            journal.checkpoint(bytes("fifty"));
            assertThat(names())
                    .containsExactlyInAnyOrder("lock", "owner", "00000000000000000050.snapshot");
            assertThat(journal.bytesSinceCheckpoint()).isZero();
            assertThat(journal.append(bytes("new"))).isEqualTo(51);
        }
        Seen seen = Seen.in(settings);
        assertThat(seen.snapshot).isEqualTo("fifty");
        assertThat(seen.records).containsOnlyKeys(51L).containsValue("new");
        assertThat(names())
                .containsExactlyInAnyOrder(
                        "lock", "00000000000000000050.snapshot", "00000000000000000051.segment");
    }

    @Test
    void numbersGoOnAfterACheckpointThatNothingFollowed() {
        try (Journal journal = Journal.open(settings, new Seen())) {
            journal.append(bytes("one"));
            journal.checkpoint(bytes("first"));
            journal.checkpoint(bytes("second"));
        }
        Seen seen = new Seen();
        try (Journal journal = Journal.open(settings, seen)) {
            assertThat(seen.snapshot).isEqualTo("second");
            assertThat(journal.append(bytes("two"))).isEqualTo(2);
        }
    }

    @Test
    void segmentsThatACrashLeftBehindACheckpointAreDropped() throws IOException {
        fill(40);
        SnapshotFile.write(new Folder(settings.directory()), 40, bytes("forty"));
        Files.writeString(settings.directory().resolve("00000000000000000040.snapshot.tmp"), "x");

        Seen seen = Seen.in(settings);

        assertThat(seen.snapshot).isEqualTo("forty");
        assertThat(seen.records).isEmpty();
        assertThat(seen.damages).isEmpty();
        assertThat(names()).hasSize(3).noneMatch(name -> name.endsWith(".tmp"));
    }

    @Test
    void aSegmentBeginsEmptyWhateverLiesUnderItsName() throws IOException {
        try (Journal journal = Journal.open(settings, new Seen())) {
            Path leftBehind = settings.directory().resolve("00000000000000000001.segment");
            Files.write(leftBehind, new byte[200]);
            journal.append(bytes("one"));
        }
        Seen seen = new Seen();
        try (Journal journal = Journal.open(settings, seen)) {
            assertThat(journal.recovery().tornTail()).isEmpty();
        }
        assertThat(seen.records).hasSize(1);
        assertThat(seen.damages).isEmpty();
    }

    @Test
    void aRecordAboveTheLimitIsRefusedAndTheNextIsTaken() {
        try (Journal journal = Journal.open(settings, new Seen())) {
            byte[] large = new byte[settings.payloadBytesMax() + 1];
            assertThatExceptionOfType(StoreException.class)
                    .isThrownBy(() -> journal.append(large))
                    .withMessageContaining("217 bytes")
                    .withMessageContaining("at most 216")
                    .matches(e -> e.reason() == Reason.TOO_LARGE);
            journal.append(new byte[settings.payloadBytesMax()]);
        }
        assertThat(Seen.in(settings).records).hasSize(1);
    }

    @Test
    void aReplayThatThrowsRefusesToOpenAndLeavesTheDirectoryFree() throws IOException {
        fill(3);
        Path segment = settings.directory().resolve("00000000000000000001.segment");
        Files.write(segment, new byte[] {1}, StandardOpenOption.APPEND);
        Replay picky = new Picky();
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> Journal.open(settings, picky))
                .withMessage("not mine");
        assertThat(Seen.in(settings).records).hasSize(3);
    }

    @Test
    void aClosedJournalSaysSo() {
        Journal journal = Journal.open(settings, new Seen());
        journal.close();
        journal.close();
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> journal.append(bytes("late")))
                .matches(e -> e.reason() == Reason.CLOSED);
    }

    @Test
    void anInterruptOfTheOwnerHarmsNothing() {
        try (Journal journal = Journal.open(settings, new Seen())) {
            Thread.currentThread().interrupt();
            journal.append(bytes("while interrupted"));
            journal.checkpoint(bytes("state"));
            journal.append(bytes("after"));
            journal.sync();
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(Seen.in(settings).records).containsValue("after");
    }

    /** Wants none of it. */
    private static final class Picky implements Replay {
        @Override
        public void snapshot(byte[] snapshot) {
            throw new IllegalArgumentException("not mine");
        }

        @Override
        public void record(long sequence, byte[] payload) {
            throw new IllegalArgumentException("not mine");
        }

        @Override
        public void damage(Damage damage) {
            throw new IllegalArgumentException("not mine");
        }
    }

    private void fill(int records) {
        try (Journal journal = Journal.open(settings, new Seen())) {
            for (int i = 1; i <= records; i++) {
                journal.append(bytes("record " + i));
            }
        }
    }

    private List<String> names() {
        try (Stream<Path> files = Files.list(settings.directory())) {
            return files.map(file -> file.getFileName().toString()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
