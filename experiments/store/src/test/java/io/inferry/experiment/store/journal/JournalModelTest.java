package io.inferry.experiment.store.journal;

import static io.inferry.experiment.store.journal.Seen.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Thousands of random acts on a journal and on the plainest thing that behaves like one. */
class JournalModelTest {
    private static final int ACTS = 4000;

    @TempDir private Path folder;
    private final NavigableMap<Long, String> records = new TreeMap<>();
    private @Nullable String snapshot;
    private long last;
    private Random random = new Random(0);

    @Test
    void theJournalDoesWhatTheModelDoes() throws IOException {
        long seed = System.nanoTime();
        random = new Random(seed);
        Path directory = folder.resolve("journal");
        Journal journal = Journal.open(settings(directory), new Seen());
        try {
            for (int i = 0; i < ACTS; i++) {
                int act = random.nextInt(100);
                if (act < 80) {
                    append(journal, seed);
                } else if (act < 84) {
                    checkpoint(journal);
                } else if (act < 92) {
                    journal.close();
                    Seen seen = new Seen();
                    journal = Journal.open(settings(directory), seen);
                    check(seen, seed);
                } else {
                    crash(directory, seed);
                }
            }
        } finally {
            journal.close();
        }
    }

    private void append(Journal journal, long seed) {
        String payload = "p" + random.nextLong() + "-".repeat(random.nextInt(60));
        last++;
        assertThat(journal.append(bytes(payload))).as("seed %d", seed).isEqualTo(last);
        records.put(last, payload);
    }

    private void checkpoint(Journal journal) {
        snapshot = "snapshot at " + last + "+".repeat(random.nextInt(500));
        journal.checkpoint(bytes(snapshot));
        records.clear();
    }

    /** What another process would find had this one died now, some bytes short of its last act. */
    private void crash(Path directory, long seed) throws IOException {
        Path copy = folder.resolve("copy");
        Files.createDirectories(copy);
        Folder from = new Folder(directory);
        for (Map<Long, Path> files : List.of(from.segments(), from.snapshots())) {
            for (Path file : files.values()) {
                Files.copy(
                        file,
                        copy.resolve(file.getFileName()),
                        StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Map.Entry<Long, Path> lastSegment = new Folder(copy).segments().lastEntry();
        if (random.nextBoolean() && lastSegment != null) {
            int lost = random.nextInt(20);
            try (var file = new RandomAccessFile(lastSegment.getValue().toFile(), "rw")) {
                file.setLength(Math.max(0, file.length() - lost));
            }
            Seen seen = Seen.in(settings(copy));
            boolean cut = lost > 0 && lastSegment.getKey() <= last;
            NavigableMap<Long, String> left =
                    cut && !records.isEmpty() ? records.headMap(last, false) : records;
            assertThat(seen.records).as("seed %d", seed).isEqualTo(left);
            assertThat(seen.damages).as("seed %d", seed).isEmpty();
        } else {
            check(Seen.in(settings(copy)), seed);
        }
        for (Path file : new Folder(copy).segments().values()) {
            Files.delete(file);
        }
        for (Path file : new Folder(copy).snapshots().values()) {
            Files.delete(file);
        }
    }

    private void check(Seen seen, long seed) {
        assertThat(seen.records).as("seed %d", seed).isEqualTo(records);
        assertThat(seen.snapshot).as("seed %d", seed).isEqualTo(snapshot);
        assertThat(seen.damages).as("seed %d", seed).isEmpty();
    }

    private static JournalSettings settings(Path directory) {
        return new JournalSettings(directory, FsyncPolicy.NEVER, 512);
    }
}
