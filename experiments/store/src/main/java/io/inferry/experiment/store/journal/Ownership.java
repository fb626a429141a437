package io.inferry.experiment.store.journal;

import io.inferry.experiment.store.StoreException;
import io.inferry.experiment.store.StoreException.Reason;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The right to use a directory, held by one process at a time: a lock of the operating system on
 * the file {@code lock}, gone with the process however it dies. The file {@code owner} beside it
 * says who holds it.
 *
 * <p>A POSIX lock belongs to the process and is lost when the process closes any descriptor of the
 * file. A second journal on the same directory in this process must therefore not so much as open
 * the file: {@code owner} is asked first, and taking is one at a time.
 */
final class Ownership implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Ownership.class);

    private final FileChannel channel;
    private final FileLock lock;
    private final Path owner;

    private Ownership(FileChannel channel, FileLock lock, Path owner) {
        this.channel = channel;
        this.lock = lock;
        this.owner = owner;
    }

    /**
     * Takes the directory.
     *
     * @throws StoreException {@link Reason#OWNED} when another has it
     */
    static synchronized Ownership take(Path directory) throws IOException {
        Path owner = directory.resolve("owner");
        String me = me();
        if (said(owner).equals(me)) {
            throw owned(directory, "this process (" + me + ")");
        }
        FileChannel channel =
                FileChannel.open(
                        directory.resolve("lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
        FileLock lock = null;
        try {
            lock = channel.tryLock();
            if (lock == null) {
                String other = said(owner);
                throw owned(directory, other.isEmpty() ? "another process" : other);
            }
            say(owner, me);
            return new Ownership(channel, lock, owner);
        } finally {
            if (lock == null) {
                channel.close();
            }
        }
    }

    /** Gives the directory back. */
    @Override
    public void close() throws IOException {
        Files.deleteIfExists(owner);
        lock.release();
        channel.close();
    }

    /** The start tells a process from one that had the same number before, as in a container. */
    private static String me() {
        ProcessHandle process = ProcessHandle.current();
        return "process "
                + process.pid()
                + " started "
                + process.info().startInstant().orElse(Instant.EPOCH);
    }

    private static String said(Path owner) throws IOException {
        return Files.exists(owner) ? Files.readString(owner).strip() : "";
    }

    private static void say(Path owner, String me) {
        try {
            Files.writeString(owner, me + "\n");
        } catch (IOException e) {
            LOG.warn("journal owner not named file={} cause={}", owner, e.toString());
        }
    }

    private static StoreException owned(Path directory, String by) {
        return new StoreException(
                Reason.OWNED,
                "the journal " + directory + " belongs to " + by + "; two may not write to it");
    }
}
