package io.inferry.protocol.tfserving.records;

import io.inferry.api.model.RequestLogSettings;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The files of one model's log, {@code PREFIX.MODEL.TIME.tfrecord}, of which the newest grows. A
 * disk that is full or a directory that is missing is said once, costs the records of that time and
 * is tried again. Used by one thread at a time.
 */
final class LogFile {
    /** How long nothing is tried after a failure. */
    static final Duration RETRY = Duration.ofSeconds(5);

    private static final Logger LOG = System.getLogger(LogFile.class.getName());
    private static final String ENDING = ".tfrecord";
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssSSS'Z'").withZone(ZoneOffset.UTC);
    private static final String STAMP_FORM = "\\d{8}T\\d{9}Z";

    private final String start;
    private final InstantSource clock;
    private @Nullable FileChannel channel;
    private @Nullable Path file;
    private long bytes;
    private int records;
    private Instant retryAt = Instant.MIN;
    private boolean failing;

    LogFile(String path, String model, InstantSource clock) {
        this.start = path + "." + model.replaceAll("[^A-Za-z0-9._-]", "_") + ".";
        this.clock = clock;
    }

    /**
     * Adds a record.
     *
     * @return false when it could not be written
     */
    boolean write(byte[] record, RequestLogSettings settings) {
        if (failing && clock.instant().isBefore(retryAt)) {
            return false;
        }
        try {
            ByteBuffer framed = RecordFrame.around(record);
            int size = framed.remaining();
            FileChannel target = openFor(size, settings);
            while (framed.hasRemaining()) {
                target.write(framed);
            }
            bytes += size;
            records++;
        } catch (IOException | InvalidPathException failure) {
            fail(failure);
            return false;
        }
        if (failing) {
            failing = false;
            LOG.log(Level.INFO, "request log is written again file=" + file);
        }
        return true;
    }

    private FileChannel openFor(int size, RequestLogSettings settings) throws IOException {
        Path current = file;
        boolean full =
                records >= settings.fileRecordsMax() || bytes + size > settings.fileBytesMax();
        if (current == null || full || !Files.exists(current)) {
            rest();
            return begin(settings);
        }
        FileChannel open = channel;
        if (open == null) {
            open = FileChannel.open(current, StandardOpenOption.WRITE);
            open.position(bytes);
            channel = open;
        }
        return open;
    }

    private FileChannel begin(RequestLogSettings settings) throws IOException {
        file = null;
        FileChannel open = null;
        Instant stamp = clock.instant();
        while (open == null) {
            Path candidate = Path.of(start + STAMP.format(stamp) + ENDING).toAbsolutePath();
            try {
                open =
                        FileChannel.open(
                                candidate, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
                file = candidate;
            } catch (FileAlreadyExistsException another) {
                stamp = stamp.plusMillis(1);
            }
        }
        channel = open;
        bytes = 0;
        records = 0;
        deleteOld(settings.filesMax());
        return open;
    }

    private void deleteOld(int filesMax) throws IOException {
        Path prefix = Path.of(start).toAbsolutePath();
        Pattern ours =
                Pattern.compile(
                        Pattern.quote(String.valueOf(prefix.getFileName()))
                                + STAMP_FORM
                                + Pattern.quote(ENDING));
        try (Stream<Path> siblings = Files.list(prefix.resolveSibling("."))) {
            List<Path> logs =
                    siblings.filter(path ->
                                    ours.matcher(String.valueOf(path.getFileName())).matches())
                            .sorted()
                            .toList();
            for (Path old : logs.subList(0, Math.max(logs.size() - filesMax, 0))) {
                Files.deleteIfExists(old);
            }
        }
    }

    private void fail(Exception failure) {
        if (!failing) {
            LOG.log(
                    Level.WARNING,
                    "request log cannot be written path="
                            + start
                            + "* retry_s="
                            + RETRY.toSeconds()
                            + " reason="
                            + failure);
        }
        failing = true;
        retryAt = clock.instant().plus(RETRY);
        cutTornRecord();
        rest();
        file = null;
    }

    /** What was written before is still good. */
    private void cutTornRecord() {
        FileChannel open = channel;
        if (open != null) {
            try {
                open.truncate(bytes);
            } catch (IOException e) {
                LOG.log(Level.WARNING, "request log ends in a torn record file=" + file, e);
            }
        }
    }

    /** Closes what is open; the next record opens it again. */
    void rest() {
        FileChannel open = channel;
        channel = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                LOG.log(Level.WARNING, "request log did not close well file=" + file, e);
            }
        }
    }
}
