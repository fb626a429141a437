package io.inferry.protocol.tfserving.records;

import com.google.protobuf.InvalidProtocolBufferException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that writes logs, and the bounded queue before it. A request never waits for it:
 * what finds the queue full is dropped, and told once a minute. Every record goes to the file
 * system at once, so that nothing is lost but what is in the queue when the process ends. The
 * thread ends when there is nothing to do for a while and begins anew when there is.
 */
final class LogWriter implements AutoCloseable {
    /** Bytes that may wait. */
    static final long QUEUE_BYTES_MAX = 64L << 20;

    private static final Logger LOG = System.getLogger(LogWriter.class.getName());

    /** Models whose files are kept open; with more of them all begin new ones. */
    private static final int FILES_MAX = 512;

    private static final Duration IDLE = Duration.ofSeconds(10);
    private static final long TELL_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final InstantSource clock;
    private final long queueBytesMax;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final Condition ended = lock.newCondition();
    private final ArrayDeque<LogEntry> queue = new ArrayDeque<>();
    private long queuedBytes;
    private boolean running;
    private boolean closed;
    private long dropped;

    /** The writing thread's own. */
    private final Map<String, LogFile> files = new HashMap<>();

    private long toldDropped;
    private long toldNanos = System.nanoTime() - TELL_NANOS;

    LogWriter(InstantSource clock, long queueBytesMax) {
        this.clock = clock;
        this.queueBytesMax = queueBytesMax;
    }

    /**
     * Takes an entry over, or drops it.
     *
     * @return whether it was taken
     */
    boolean offer(LogEntry entry) {
        lock.lock();
        try {
            if (closed || queuedBytes + entry.byteSize() > queueBytesMax) {
                dropped++;
                return false;
            }
            queue.add(entry);
            queuedBytes += entry.byteSize();
            if (running) {
                arrived.signal();
                return true;
            }
            running = true;
            Thread.ofPlatform().daemon().name("inferry-request-log").start(this::write);
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** An entry was given up before it came here. */
    void drop() {
        lock.lock();
        try {
            dropped++;
        } finally {
            lock.unlock();
        }
    }

    /** Entries dropped so far. */
    long dropped() {
        lock.lock();
        try {
            return dropped;
        } finally {
            lock.unlock();
        }
    }

    private void write() {
        do {
            LogEntry entry = take();
            while (entry != null) {
                write(entry);
                tellDropped();
                entry = take();
            }
            files.values().forEach(LogFile::rest);
        } while (!retire());
    }

    /** The next entry; null when none came for a while, or none will. */
    private @Nullable LogEntry take() {
        lock.lock();
        try {
            long nanos = IDLE.toNanos();
            while (queue.isEmpty() && !closed && nanos > 0) {
                nanos = arrived.awaitNanos(nanos);
            }
            LogEntry entry = queue.poll();
            if (entry != null) {
                queuedBytes -= entry.byteSize();
            }
            return entry;
        } catch (InterruptedException e) {
            // Nobody of ours interrupts it: whoever does wants it to end, and what waits is written
            // by the next one.
            return null;
        } finally {
            lock.unlock();
        }
    }

    private boolean retire() {
        lock.lock();
        try {
            if (!queue.isEmpty()) {
                return false;
            }
            running = false;
            ended.signalAll();
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void write(LogEntry entry) {
        if (files.size() >= FILES_MAX) {
            files.values().forEach(LogFile::rest);
            files.clear();
        }
        String path = entry.settings().path();
        LogFile file =
                files.computeIfAbsent(
                        path + '\n' + entry.model(),
                        key -> new LogFile(path, entry.model(), clock));
        try {
            if (!file.write(entry.message().get().toByteArray(), entry.settings())) {
                drop();
            }
        } catch (InvalidProtocolBufferException | RuntimeException unfit) {
            LOG.log(Level.DEBUG, "request not logged model=" + entry.model(), unfit);
            drop();
        }
    }

    private void tellDropped() {
        long now = System.nanoTime();
        long all = dropped();
        if (all > toldDropped && now - toldNanos >= TELL_NANOS) {
            LOG.log(Level.WARNING, "request log dropped records=" + (all - toldDropped));
            toldDropped = all;
            toldNanos = now;
        }
    }

    /** Writes what waits and ends the thread; what comes later is dropped. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            arrived.signalAll();
            while (running) {
                ended.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }
}
