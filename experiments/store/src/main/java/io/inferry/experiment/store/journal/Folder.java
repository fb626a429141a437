package io.inferry.experiment.store.journal;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files of a journal: {@code 00000000000000000001.segment} by its first sequence, {@code
 * 00000000000000000042.snapshot} by the last sequence that it covers.
 */
record Folder(Path directory) {
    private static final String SEGMENT = ".segment";
    private static final String SNAPSHOT = ".snapshot";
    private static final String TEMPORARY = ".tmp";
    private static final String DAMAGED = ".damaged";
    private static final Pattern NUMBER = Pattern.compile("(00\\d{18})\\.[a-z]+");

    Path segment(long first) {
        return directory.resolve(String.format(Locale.ROOT, "%020d%s", first, SEGMENT));
    }

    Path snapshot(long last) {
        return directory.resolve(String.format(Locale.ROOT, "%020d%s", last, SNAPSHOT));
    }

    /** The number in the name of a segment or snapshot; -1 when it has none. */
    static long number(Path file) {
        Matcher number = NUMBER.matcher(name(file));
        return number.matches() ? Long.parseLong(number.group(1)) : -1;
    }

    NavigableMap<Long, Path> segments() throws IOException {
        return numbered(SEGMENT);
    }

    NavigableMap<Long, Path> snapshots() throws IOException {
        return numbered(SNAPSHOT);
    }

    List<Path> keptAside() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> name(file).contains(DAMAGED)).sorted().toList();
        }
    }

    /** Deletes what a process that died left half-made. */
    void dropTemporary() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(file -> name(file).endsWith(TEMPORARY)).toList()) {
                Files.delete(file);
            }
        }
    }

    /** Puts bytes where this file is, all of them or none, whatever dies meanwhile. */
    void replace(Path file, byte[]... parts) throws IOException {
        Path temporary = file.resolveSibling(name(file) + TEMPORARY);
        try {
            writeForced(temporary, parts);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
        sync();
    }

    /** Copies a file under a name that recovery leaves alone. */
    Path keepAside(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        Path aside = file.resolveSibling(name(file) + DAMAGED);
        for (int i = 2; Files.exists(aside) && Files.mismatch(file, aside) >= 0; i++) {
            aside = file.resolveSibling(name(file) + DAMAGED + "-" + i);
        }
        if (!Files.exists(aside)) {
            replace(aside, bytes);
        }
        return aside;
    }

    /**
     * Forces names to the disk: a new or renamed file is only there after a power cut when its
     * directory was forced. An interrupt would close the channel and fail this; it waits.
     */
    void sync() throws IOException {
        boolean interrupted = Thread.interrupted();
        try (FileChannel names = FileChannel.open(directory, StandardOpenOption.READ)) {
            names.force(true);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void writeForced(Path file, byte[]... parts) throws IOException {
        try (FileOutputStream out = new FileOutputStream(file.toFile())) {
            for (byte[] part : parts) {
                out.write(part);
            }
            out.getFD().sync();
        }
    }

    private NavigableMap<Long, Path> numbered(String suffix) throws IOException {
        NavigableMap<Long, Path> found = new TreeMap<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(file -> name(file).endsWith(suffix)).toList()) {
                if (number(file) >= 0) {
                    found.put(number(file), file);
                }
            }
        }
        return found;
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }
}
