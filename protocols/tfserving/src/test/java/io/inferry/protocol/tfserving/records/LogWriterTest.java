package io.inferry.protocol.tfserving.records;

import static org.assertj.core.api.Assertions.assertThat;

import io.inferry.api.model.RequestLogSettings;
import io.inferry.contracts.Waiting;
import io.inferry.protocol.tfserving.proto.LogMetadata;
import io.inferry.protocol.tfserving.proto.PredictionLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogWriterTest {
    @TempDir Path directory;

    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.parse("2026-01-02T03:04:05.678Z"));

    private LogWriter writer() {
        return new LogWriter(now::get, 1000);
    }

    private RequestLogSettings settings(int fileRecordsMax, int filesMax) {
        return new RequestLogSettings(
                directory.resolve("log").toString(), 1, 1 << 20, fileRecordsMax, filesMax);
    }

    private static LogEntry entry(RequestLogSettings settings, int number) {
        PredictionLog log =
                PredictionLog.newBuilder()
                        .setLogMetadata(LogMetadata.newBuilder().setTimestampSecs(number))
                        .build();
        return new LogEntry("a/b", settings, 10, () -> log);
    }

    private List<Path> files() {
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long records(Path file) {
        try {
            List<byte[]> records = RecordFile.read(file);
            for (byte[] record : records) {
                PredictionLog.parseFrom(record);
            }
            return records.size();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void recordsOfAModelGoToOneFileNamedByModelAndTime() {
        try (LogWriter writer = writer()) {
            writer.offer(entry(settings(10, 10), 1));
            writer.offer(entry(settings(10, 10), 2));
        }
        assertThat(files())
                .singleElement()
                .satisfies(file -> {
                    assertThat(file).hasFileName("log.a_b.20260102T030405678Z.tfrecord");
                    assertThat(records(file)).isEqualTo(2);
                });
    }

    @Test
    void aFullFileIsEndedAndTheOldestAreDeleted() throws IOException {
        Path foreign = Files.createFile(directory.resolve("log.a_b.notes.tfrecord"));
        try (LogWriter writer = writer()) {
            for (int i = 0; i < 7; i++) {
                writer.offer(entry(settings(2, 3), i));
            }
        }
        List<Path> files = files().stream().filter(file -> !file.equals(foreign)).toList();
        assertThat(files.stream().map(LogWriterTest::records)).containsExactly(2L, 2L, 1L);
        assertThat(foreign).exists();
    }

    @Test
    void aFileThatWouldGrowTooLargeIsEnded() {
        var small = new RequestLogSettings(directory.resolve("log").toString(), 1, 30, 100, 9);
        try (LogWriter writer = writer()) {
            writer.offer(entry(small, 1));
            writer.offer(entry(small, 2));
        }
        assertThat(files().stream().map(LogWriterTest::records)).containsExactly(1L, 1L);
    }

    @Test
    void whatFindsTheQueueFullIsDroppedAndCounted() {
        CountDownLatch gate = new CountDownLatch(1);
        RequestLogSettings settings = settings(1000, 10);
        try (LogWriter writer = new LogWriter(now::get, 25)) {
            CountDownLatch writing = new CountDownLatch(1);
            LogEntry held =
                    new LogEntry(
                            "a/b",
                            settings,
                            10,
                            () -> {
                                writing.countDown();
                                awaitQuietly(gate);
                                return PredictionLog.getDefaultInstance();
                            });
            writer.offer(held);
            awaitQuietly(writing);
            for (int i = 0; i < 5; i++) {
                writer.offer(entry(settings, i));
            }
            assertThat(writer.dropped()).isEqualTo(3);
            gate.countDown();
        }
        assertThat(files().stream().mapToLong(LogWriterTest::records).sum()).isEqualTo(3);
    }

    private static void awaitQuietly(CountDownLatch gate) {
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aMissingDirectoryCostsRecordsUntilItIsThere() throws IOException {
        Path missing = directory.resolve("later");
        var settings = new RequestLogSettings(missing.resolve("log").toString(), 1);
        try (LogWriter writer = writer()) {
            writer.offer(entry(settings, 1));
            Waiting.STANDARD.until("the record dropped", () -> writer.dropped() == 1);
            Files.createDirectory(missing);
            writer.offer(entry(settings, 2));
            Waiting.STANDARD.until("not tried again yet", () -> writer.dropped() == 2);
            now.set(now.get().plus(LogFile.RETRY));
            writer.offer(entry(settings, 3));
        }
        try (Stream<Path> files = Files.list(missing)) {
            assertThat(files.mapToLong(LogWriterTest::records).sum()).isEqualTo(1);
        }
    }

    @Test
    void aFileThatSomebodyMovedIsBegunAnew() throws IOException {
        RequestLogSettings settings = settings(100, 10);
        try (LogWriter writer = writer()) {
            writer.offer(entry(settings, 1));
            Waiting.STANDARD.until(
                    "a record", () -> files().size() == 1 && records(files().getFirst()) == 1);
            Files.move(files().getFirst(), directory.resolve("moved"));
            writer.offer(entry(settings, 2));
        }
        assertThat(files().stream().map(LogWriterTest::records)).containsExactly(1L, 1L);
    }
}
