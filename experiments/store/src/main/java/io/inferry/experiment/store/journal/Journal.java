package io.inferry.experiment.store.journal;

import io.inferry.experiment.store.OneAtATime;
import io.inferry.experiment.store.StoreException;
import io.inferry.experiment.store.StoreException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opaque records on disk in the order in which they were appended, and snapshots that stand for all
 * records before them. Bytes, what survives what, and limits: this module's README.md.
 *
 * <ol>
 *   <li>A record that {@link #append} acknowledged is replayed by the next {@link #open}, after the
 *       death of the process; after a power cut as {@link FsyncPolicy} says.
 *   <li>A record that was not acknowledged is replayed whole or not at all.
 *   <li>Bytes that cannot be read are told to {@link Replay#damage} and kept aside, never dropped
 *       in silence; what can be read around them is replayed.
 *   <li>A failed call changes nothing, and the journal works again once its cause is gone.
 *   <li>Order is by number, never by a clock.
 * </ol>
 *
 * <p>Belongs to one thread, which may hand it on; two inside at once are told so.
 */
public final class Journal implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);

    private final OneAtATime guard = new OneAtATime("a journal");
    private final JournalSettings settings;
    private final Folder folder;
    private final Ownership ownership;
    private final Recovery recovery;
    private final ForcePace pace;
    private final LongSupplier nanos;

    private @Nullable SegmentWriter segment;
    private long lastSequence;
    private long sealedBytes;
    private boolean closed;

    private Journal(
            JournalSettings settings, Ownership ownership, Replay replay, LongSupplier nanos)
            throws IOException {
        this.settings = settings;
        this.ownership = ownership;
        this.nanos = nanos;
        this.folder = new Folder(settings.directory());
        this.pace = new ForcePace(settings.fsync());
        Opening opening = new Opening(folder, replay);
        this.recovery = opening.run();
        this.lastSequence = opening.lastSequence();
        for (Path file : folder.segments().values()) {
            sealedBytes += Files.size(file);
        }
        Map.Entry<Long, Path> last = folder.segments().lastEntry();
        if (last != null) {
            this.segment = SegmentWriter.reopen(last.getValue());
            sealedBytes -= segment.end();
        }
    }

    /**
     * Takes the directory, making it when missing, and tells everything it holds to the replay.
     *
     * @throws StoreException {@link Reason#OWNED} when a living process has the directory, {@link
     *     Reason#DISK} when it cannot be read or mended
     */
    public static Journal open(JournalSettings settings, Replay replay) {
        return open(settings, replay, System::nanoTime);
    }

    /** With a clock for {@link FsyncPolicy#every}; it orders nothing. */
    static Journal open(JournalSettings settings, Replay replay, LongSupplier nanos) {
        try {
            Files.createDirectories(settings.directory());
            Ownership ownership = Ownership.take(settings.directory());
            try {
                return new Journal(settings, ownership, replay, nanos);
            } catch (IOException | RuntimeException e) {
                ownership.close();
                throw e;
            }
        } catch (IOException e) {
            throw disk("open the journal " + settings.directory(), e);
        }
    }

    /** What opening found. */
    public Recovery recovery() {
        return recovery;
    }

    /**
     * Appends a record. When this returns, the record is acknowledged.
     *
     * @return its sequence: above all before
     * @throws StoreException {@link Reason#TOO_LARGE}, or {@link Reason#DISK} when it could not be
     *     written (full, read-only); nothing of it is kept then
     */
    public long append(byte[] payload) {
        try (var _ = guard.enter()) {
            checkOpen();
            if (payload.length > settings.payloadBytesMax()) {
                throw new StoreException(
                        Reason.TOO_LARGE,
                        String.format(
                                "a record of %d bytes does not fit into a segment of %s: at most %d",
                                payload.length, folder.directory(), settings.payloadBytesMax()));
            }
            long sequence = lastSequence + 1;
            byte[] record = SegmentFormat.record(sequence, payload);
            try {
                SegmentWriter to = segmentFor(sequence, record.length);
                to.append(record, settings.fsync() instanceof FsyncPolicy.Always);
            } catch (IOException e) {
                throw disk("append record " + sequence + " to " + where(), e);
            }
            lastSequence = sequence;
            pace.appended(nanos.getAsLong());
            return sequence;
        }
    }

    /**
     * Writes a snapshot that stands for every record so far, then drops those records. Atomic: a
     * crash leaves either the old snapshot with its records, or the new one.
     *
     * @throws StoreException {@link Reason#DISK}; the old snapshot and all records stay then
     */
    public void checkpoint(byte[] snapshot) {
        try (var _ = guard.enter()) {
            checkOpen();
            try {
                SnapshotFile.write(folder, lastSequence, snapshot);
            } catch (IOException e) {
                throw disk("write the snapshot " + folder.snapshot(lastSequence), e);
            }
            dropCovered();
            pace.forced();
        }
    }

    /**
     * Forces to the disk what {@link FsyncPolicy#every} says is due. Call it from the owner's loop.
     *
     * @throws StoreException {@link Reason#DISK}; it stays due
     */
    public void tend() {
        try (var _ = guard.enter()) {
            checkOpen();
            if (pace.isDue(nanos.getAsLong())) {
                force();
            }
        }
    }

    /**
     * Forces every acknowledged record to the disk, whatever the policy.
     *
     * @throws StoreException {@link Reason#DISK}
     */
    public void sync() {
        try (var _ = guard.enter()) {
            checkOpen();
            force();
        }
    }

    /** The sequence of the last record; 0 before the first. */
    public long lastSequence() {
        try (var _ = guard.enter()) {
            return lastSequence;
        }
    }

    /** Bytes of the records that the next checkpoint would drop: the cost of the next opening. */
    public long bytesSinceCheckpoint() {
        try (var _ = guard.enter()) {
            return sealedBytes + (segment == null ? 0 : segment.end());
        }
    }

    /** Forces what is left to the disk and gives the directory back; a second call does nothing. */
    @Override
    public void close() {
        try (var _ = guard.enter()) {
            if (closed) {
                return;
            }
            closed = true;
            try (ownership;
                    SegmentWriter last = segment) {
                if (last != null && pace.isWaiting()) {
                    last.force();
                }
            } catch (IOException e) {
                throw disk("close " + where(), e);
            }
        }
    }

    /** The segment with room for so many bytes; the one before is forced, then left alone. */
    private SegmentWriter segmentFor(long sequence, int bytes) throws IOException {
        SegmentWriter current = segment;
        if (current != null && current.end() + bytes <= settings.segmentBytesMax()) {
            return current;
        }
        if (current != null) {
            current.force();
        }
        SegmentWriter next = SegmentWriter.create(folder, sequence);
        segment = next;
        if (current != null) {
            sealedBytes += current.end();
            current.close();
        }
        return next;
    }

    private void force() {
        SegmentWriter current = segment;
        if (current == null) {
            return;
        }
        try {
            current.force();
            pace.forced();
        } catch (IOException e) {
            throw disk("force " + where() + " to the disk", e);
        }
    }

    /** What cannot be deleted now is deleted by the next checkpoint or opening. */
    private void dropCovered() {
        try {
            SegmentWriter current = segment;
            segment = null;
            sealedBytes = 0;
            if (current != null) {
                current.close();
            }
            for (Path file : folder.segments().values()) {
                Files.delete(file);
            }
            for (Path file : folder.snapshots().headMap(lastSequence, false).values()) {
                Files.delete(file);
            }
            folder.sync();
        } catch (IOException e) {
            LOG.warn("journal not tidied directory={} cause={}", folder.directory(), e.toString());
        }
    }

    private String where() {
        SegmentWriter current = segment;
        return current == null
                ? folder.directory().toString()
                : current.path() + " at byte " + current.end();
    }

    private void checkOpen() {
        if (closed) {
            throw new StoreException(
                    Reason.CLOSED, "the journal " + folder.directory() + " is closed");
        }
    }

    private static StoreException disk(String act, IOException cause) {
        return new StoreException(Reason.DISK, "cannot " + act + ": " + cause, cause);
    }
}
