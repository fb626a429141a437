package io.inferry.experiment.store.journal;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a journal told when it was opened, as text. */
final class Seen implements Replay {
    final NavigableMap<Long, String> records = new TreeMap<>();
    final List<Damage> damages = new ArrayList<>();
    @Nullable String snapshot;

    @Override
    public void snapshot(byte[] bytes) {
        if (snapshot != null || !records.isEmpty()) {
            throw new IllegalStateException("a snapshot came late");
        }
        snapshot = text(bytes);
    }

    @Override
    public void record(long sequence, byte[] payload) {
        if (!records.isEmpty() && sequence <= records.lastKey()) {
            throw new IllegalStateException(sequence + " came after " + records.lastKey());
        }
        records.put(sequence, text(payload));
    }

    @Override
    public void damage(Damage damage) {
        damages.add(damage);
    }

    /** Opens, looks and closes. */
    static Seen in(JournalSettings settings) {
        Seen seen = new Seen();
        Journal.open(settings, seen).close();
        return seen;
    }

    static JournalSettings small(Path directory) {
        return new JournalSettings(directory, FsyncPolicy.NEVER, 256);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
