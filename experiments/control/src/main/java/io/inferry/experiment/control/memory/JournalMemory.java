package io.inferry.experiment.control.memory;

import io.inferry.api.ServingException;
import io.inferry.api.settings.ExperimentSettings;
import io.inferry.experiment.evidence.EvidenceSummary;
import io.inferry.experiment.store.StoreException;
import io.inferry.experiment.store.journal.Damage;
import io.inferry.experiment.store.journal.FsyncPolicy;
import io.inferry.experiment.store.journal.Journal;
import io.inferry.experiment.store.journal.JournalSettings;
import io.inferry.experiment.store.journal.Replay;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Experiments in a journal on this server's disk. A record is one experiment whole, or the name of
 * one that was forgotten; the last record of a name counts. When records take too much room, all of
 * them become one snapshot.
 */
public final class JournalMemory implements Memory {
    /** Records beyond this size are folded into a snapshot. */
    static final long BYTES_BEFORE_SNAPSHOT_MAX = 16 << 20;

    private static final int SEGMENT_BYTES = 32 << 20;
    private static final byte FORGOTTEN = '-';

    private final Map<String, byte[]> newest = new LinkedHashMap<>();
    private final List<String> losses = new ArrayList<>();
    private final JournalSettings settings;
    private @Nullable Journal journal;

    private JournalMemory(JournalSettings settings) {
        this.settings = settings;
    }

    /**
     * Opens a journal. A directory that is not there is made when there is something to keep: a
     * server without experiments needs no place to write to.
     *
     * @throws StoreException when it cannot be read. One that is another process's is tried again
     *     with {@link #recall}: a server that takes another's place must not wait for its end
     */
    public static JournalMemory open(Path directory, ExperimentSettings.Sync sync) {
        FsyncPolicy fsync =
                switch (sync) {
                    case EACH -> FsyncPolicy.ALWAYS;
                    case SECOND -> FsyncPolicy.every(Duration.ofSeconds(1));
                    case SYSTEM -> FsyncPolicy.NEVER;
                };
        JournalMemory memory =
                new JournalMemory(new JournalSettings(directory, fsync, SEGMENT_BYTES));
        try {
            memory.journalThatIsThere();
        } catch (StoreException e) {
            if (e.reason() != StoreException.Reason.OWNED) {
                throw e;
            }
        }
        return memory;
    }

    private void journalThatIsThere() {
        if (Files.exists(settings.directory())) {
            journal();
        }
    }

    private Journal journal() {
        Journal open = journal;
        if (open == null) {
            open = Journal.open(settings, new Replaying());
            journal = open;
        }
        return open;
    }

    /** Takes what the journal holds, as it opens. */
    private final class Replaying implements Replay {
        @Override
        public void snapshot(byte[] snapshot) {
            try {
                SnapshotForm.read(snapshot, each -> record(0, each));
            } catch (IOException broken) {
                losses.add("a snapshot cannot be read: " + broken.getMessage());
            }
        }

        @Override
        public void record(long sequence, byte[] payload) {
            if (payload.length > 0 && payload[0] == FORGOTTEN) {
                newest.remove(new String(payload, 1, payload.length - 1, StandardCharsets.UTF_8));
                return;
            }
            try {
                newest.put(SavedForm.read(payload).name(), payload);
            } catch (ServingException unreadable) {
                losses.add("record " + sequence + ": " + unreadable.text());
            }
        }

        @Override
        public void damage(Damage damage) {
            losses.add(damage.toString());
        }
    }

    @Override
    public List<Saved> recall() {
        journalThatIsThere();
        return newest.values().stream().map(SavedForm::read).toList();
    }

    @Override
    public List<String> losses() {
        return List.copyOf(losses);
    }

    @Override
    public boolean keep(Saved saved) {
        byte[] bytes = SavedForm.write(saved);
        journal().append(bytes);
        newest.put(saved.name(), bytes);
        return true;
    }

    @Override
    public Optional<Mail> mail() {
        return Optional.empty();
    }

    @Override
    public boolean decides(String name) {
        return true;
    }

    @Override
    public News news() {
        return News.NONE;
    }

    @Override
    public void share(String name, List<EvidenceSummary> seenHere) {}

    @Override
    public List<List<EvidenceSummary>> others(String name) {
        return List.of();
    }

    @Override
    public void forget(String name) {
        journal().append(((char) FORGOTTEN + name).getBytes(StandardCharsets.UTF_8));
        newest.remove(name);
    }

    @Override
    public void tend() {
        Journal open = journal;
        if (open == null) {
            return;
        }
        open.tend();
        if (open.bytesSinceCheckpoint() > BYTES_BEFORE_SNAPSHOT_MAX) {
            open.checkpoint(SnapshotForm.write(newest.values()));
        }
    }

    @Override
    public void close() {
        Journal open = journal;
        if (open != null) {
            open.close();
        }
    }
}
