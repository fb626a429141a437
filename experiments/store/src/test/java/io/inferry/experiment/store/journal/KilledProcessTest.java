package io.inferry.experiment.store.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kill -9, again and again, of a process that appends. */
class KilledProcessTest {
    private static final int KILLS = 8;

    @TempDir private Path folder;

    @Test
    void everyAcknowledgedRecordIsThereAfterEachKill() throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        long known = 0;
        for (int i = 0; i < KILLS; i++) {
            int wait = 1 + random.nextInt(400);
            long acknowledged = killAfter(wait);
            assertThat(acknowledged).as("seed %d", seed).isGreaterThan(known);
            known = checkAll(acknowledged, seed);
        }
    }

    private long killAfter(int records) throws IOException {
        try (JournalChild child = JournalChild.start("append", folder)) {
            String said = child.line();
            for (int i = 1; i < records; i++) {
                said = child.line();
            }
            List<String> rest = child.kill();
            // The last line may have been cut as well.
            String last = rest.size() > 1 ? rest.get(rest.size() - 2) : said;
            return Long.parseLong(String.valueOf(last));
        }
    }

    /** All that was acknowledged, and at most the one record that was under way. */
    private long checkAll(long acknowledged, long seed) {
        Seen seen = new Seen();
        try (Journal journal = Journal.open(Seen.small(folder), seen)) {
            long last = journal.lastSequence();
            assertThat(seen.damages).as("seed %d", seed).isEmpty();
            assertThat(last).as("seed %d", seed).isBetween(acknowledged, acknowledged + 2);
            long covered =
                    seen.snapshot == null ? 0 : Long.parseLong(seen.snapshot.replace("up to ", ""));
            assertThat(seen.records).as("seed %d", seed).hasSize((int) (last - covered));
            for (Map.Entry<Long, String> record : seen.records.entrySet()) {
                assertThat(record.getValue()).isEqualTo(JournalProgram.payload(record.getKey()));
            }
            return last;
        }
    }
}
