package io.inferry.experiment.store.journal;

import static io.inferry.experiment.store.journal.Seen.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.inferry.experiment.store.StoreException;
import io.inferry.experiment.store.StoreException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnershipTest {
    @TempDir private Path folder;

    @Test
    void aSecondJournalInThisProcessIsRefusedAndTheFirstKeepsItsLock() throws IOException {
        JournalSettings settings = Seen.small(folder);
        try (Journal journal = Journal.open(settings, new Seen())) {
            for (int i = 0; i < 3; i++) {
                assertThatExceptionOfType(StoreException.class)
                        .isThrownBy(() -> Journal.open(settings, new Seen()))
                        .withMessageContaining(folder.toString())
                        .withMessageContaining("this process")
                        .matches(e -> e.reason() == Reason.OWNED);
            }
            journal.append(bytes("still mine"));
            try (JournalChild child = JournalChild.start("append", folder)) {
                assertThat(child.line()).startsWith("OWNED");
            }
        }
        assertThat(Seen.in(settings).records).containsValue("still mine");
    }

    @Test
    void anotherProcessIsNamedByItsNumber() throws IOException {
        try (JournalChild child = JournalChild.start("append", folder)) {
            assertThat(child.line()).isEqualTo("1");
            assertThatExceptionOfType(StoreException.class)
                    .isThrownBy(() -> Journal.open(Seen.small(folder), new Seen()))
                    .withMessageContaining(String.format(Locale.ROOT, "process %d ", child.pid()))
                    .matches(e -> e.reason() == Reason.OWNED);
        }
    }

    @Test
    void whatADeadProcessLeftIsTakenOver() throws IOException {
        Files.writeString(
                folder.resolve("owner"),
                "process " + ProcessHandle.current().pid() + " started 2001-02-03T04:05:06Z\n");
        Files.writeString(folder.resolve("lock"), "");
        assertThat(Seen.in(Seen.small(folder)).records).isEmpty();
        assertThat(folder.resolve("owner")).doesNotExist();
    }

    @Test
    void aClosedJournalLeavesTheDirectoryToTheNext() {
        Journal.open(Seen.small(folder), new Seen()).close();
        Journal.open(Seen.small(folder), new Seen()).close();
    }
}
