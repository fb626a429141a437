package io.inferry.experiment.store.journal;

import io.inferry.experiment.store.StoreException;
import io.inferry.experiment.store.StoreException.Reason;
import io.inferry.experiment.store.journal.Recovery.TornTail;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a journal back, then mends what was found. Everything is told to the replay first; only
 * when it has accepted all of it are files cut, kept aside, rewritten or deleted, and each of these
 * can be done again should this process die in between.
 */
final class Opening {
    private static final Logger LOG = LoggerFactory.getLogger(Opening.class);

    private final Folder folder;
    private final Replay replay;

    private final List<Damage> damages = new ArrayList<>();
    private final List<SegmentReader> damagedSegments = new ArrayList<>();
    private final List<Path> unreadableSnapshots = new ArrayList<>();
    private final List<Path> covered = new ArrayList<>();
    private @Nullable TornTail tornTail;
    private boolean snapshotFound;
    private long records;
    private long coveredSequence;
    private long lastSequence;
    private boolean explained;

    Opening(Folder folder, Replay replay) {
        this.folder = folder;
        this.replay = replay;
    }

    /** Tells the replay everything, and mends the files. */
    Recovery run() throws IOException {
        readSnapshot();
        readSegments();
        mend();
        Recovery recovery =
                new Recovery(
                        snapshotFound,
                        records,
                        Optional.ofNullable(tornTail),
                        damages,
                        folder.keptAside());
        tell(recovery);
        return recovery;
    }

    /** The last sequence that was used; 0 in a new journal. */
    long lastSequence() {
        return lastSequence;
    }

    private void readSnapshot() throws IOException {
        for (Map.Entry<Long, Path> entry : folder.snapshots().descendingMap().entrySet()) {
            if (snapshotFound) {
                covered.add(entry.getValue());
                continue;
            }
            Optional<byte[]> snapshot = SnapshotFile.read(entry.getValue(), entry.getKey());
            if (snapshot.isPresent()) {
                snapshotFound = true;
                coveredSequence = entry.getKey();
                lastSequence = coveredSequence;
                explained = !unreadableSnapshots.isEmpty();
                replay.snapshot(snapshot.get());
                continue;
            }
            unreadableSnapshots.add(entry.getValue());
            long bytes = Files.size(entry.getValue());
            damage(new Damage(entry.getValue(), 0, bytes, "the snapshot fails its checksum"));
        }
    }

    private void readSegments() throws IOException {
        NavigableMap<Long, Path> segments = folder.segments();
        for (Map.Entry<Long, Path> entry : segments.entrySet()) {
            Long next = segments.higherKey(entry.getKey());
            if (next != null && next <= coveredSequence + 1) {
                covered.add(entry.getValue());
                continue;
            }
            SegmentReader segment =
                    new SegmentReader(
                            entry.getValue(),
                            bytes(entry.getValue()),
                            entry.getKey(),
                            next == null);
            segment.read(sink(entry.getValue()));
            if (segment.isDamaged()) {
                damagedSegments.add(segment);
            }
            tornTail = segment.tornTail().orElse(null);
        }
        for (Path snapshot : unreadableSnapshots) {
            // Its records are lost, but their numbers must not be given again.
            lastSequence = Math.max(lastSequence, Folder.number(snapshot));
        }
    }

    private static byte[] bytes(Path segment) throws IOException {
        long size = Files.size(segment);
        if (size > JournalSettings.SEGMENT_BYTES_LIMIT) {
            throw new StoreException(
                    Reason.DISK,
                    segment
                            + " has "
                            + size
                            + " bytes; no segment of a journal has more than "
                            + JournalSettings.SEGMENT_BYTES_LIMIT);
        }
        return Files.readAllBytes(segment);
    }

    private SegmentReader.Sink sink(Path file) {
        return new SegmentReader.Sink() {
            @Override
            public void record(long at, long sequence, byte[] payload) {
                if (sequence <= coveredSequence) {
                    return;
                }
                if (sequence <= lastSequence) {
                    damage(new Damage(file, at, 0, "record " + sequence + " is here again"));
                    return;
                }
                if (sequence > lastSequence + 1 && !explained) {
                    damage(new Damage(file, at, 0, missing(lastSequence + 1, sequence - 1)));
                }
                explained = false;
                lastSequence = sequence;
                records++;
                replay.record(sequence, payload);
            }

            @Override
            public void damage(Damage damage) {
                Opening.this.damage(damage);
            }
        };
    }

    private static String missing(long from, long to) {
        return from == to
                ? "record " + from + " is missing before this"
                : "records " + from + " to " + to + " are missing before this";
    }

    private void damage(Damage damage) {
        explained = damage.bytes() > 0;
        damages.add(damage);
        replay.damage(damage);
    }

    private void mend() throws IOException {
        folder.dropTemporary();
        for (Path snapshot : unreadableSnapshots) {
            Path aside = folder.keepAside(snapshot);
            LOG.warn("journal snapshot kept aside file={}", aside);
            Files.delete(snapshot);
        }
        for (SegmentReader segment : damagedSegments) {
            Path aside = folder.keepAside(segment.file());
            LOG.warn("journal segment kept aside file={}", aside);
            folder.replace(segment.file(), segment.repaired());
        }
        if (tornTail != null) {
            cut(tornTail);
        }
        for (Path file : covered) {
            Files.delete(file);
        }
    }

    private void cut(TornTail tail) throws IOException {
        if (tail.offset() == 0) {
            Files.delete(tail.file());
            folder.sync();
            return;
        }
        if (damagedSegments.stream().anyMatch(segment -> segment.file().equals(tail.file()))) {
            return;
        }
        try (RandomAccessFile file = new RandomAccessFile(tail.file().toFile(), "rw")) {
            file.setLength(tail.offset());
            file.getFD().sync();
        }
    }

    private static void tell(Recovery recovery) {
        recovery.tornTail()
                .ifPresent(tail ->
                        LOG.warn(
                                "journal tail cut file={} offset={} bytes={}",
                                tail.file(),
                                tail.offset(),
                                tail.bytes()));
        for (Damage damage : recovery.damages()) {
            LOG.error(
                    "journal damaged file={} offset={} bytes={} what={}",
                    damage.file(),
                    damage.offset(),
                    damage.bytes(),
                    damage.what());
        }
    }
}
