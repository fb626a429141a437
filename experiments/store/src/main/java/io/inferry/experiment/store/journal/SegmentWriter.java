package io.inferry.experiment.store.journal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The segment that grows. A record is in it whole or not at all: what a full disk leaves of one is
 * cut before anything else is written.
 *
 * <p>{@link RandomAccessFile} and not a channel, because an interrupt of the owner's thread closes
 * a channel.
 */
final class SegmentWriter implements AutoCloseable {
    private final Path path;
    private final RandomAccessFile file;
    private long end;
    private boolean uncut;

    private SegmentWriter(Path path, RandomAccessFile file, long end) {
        this.path = path;
        this.file = file;
        this.end = end;
    }

    /** Goes on after the last record of a segment. */
    static SegmentWriter reopen(Path path) throws IOException {
        RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
        return new SegmentWriter(path, file, file.length());
    }

    /** Begins a segment; nothing is left of it when that fails. */
    static SegmentWriter create(Folder folder, long first) throws IOException {
        Path path = folder.segment(first);
        SegmentWriter segment =
                new SegmentWriter(path, new RandomAccessFile(path.toFile(), "rw"), 0);
        try {
            segment.file.setLength(0);
            segment.append(SegmentFormat.header(first), true);
            folder.sync();
            return segment;
        } catch (IOException e) {
            segment.close();
            Files.deleteIfExists(path);
            throw e;
        }
    }

    Path path() {
        return path;
    }

    /** Where the next record begins. */
    long end() {
        return end;
    }

    /** Writes a record, and forces it to the disk if asked; when that fails nothing was written. */
    void append(byte[] record, boolean forced) throws IOException {
        if (uncut) {
            cut();
        }
        try {
            file.seek(end);
            file.write(record);
            if (forced) {
                force();
            }
        } catch (IOException e) {
            uncut = true;
            cutAfter(e);
            throw e;
        }
        end += record.length;
    }

    void force() throws IOException {
        file.getFD().sync();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private void cut() throws IOException {
        file.setLength(end);
        uncut = false;
    }

    /** The cause counts; a cut that fails too is made up for before the next record. */
    private void cutAfter(IOException cause) {
        try {
            cut();
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }
}
