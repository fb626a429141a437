package io.inferry.core.repository;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Which entries of a model's directory are versions, by TensorFlow Serving's rule: every name that
 * parses as a 64-bit integer, leading zeros allowed. Renaming {@code 2} to {@code 2.denied} thus
 * withdraws version 2.
 *
 * @param notes about entries that look like versions and are not served
 */
record Numbering(NavigableMap<Long, Path> versions, List<String> notes) {
    Numbering {
        versions = Collections.unmodifiableNavigableMap(versions);
        notes = List.copyOf(notes);
    }

    static Numbering of(List<Path> children) {
        NavigableMap<Long, Path> versions = new TreeMap<>();
        List<String> notes = new ArrayList<>();
        for (Path child : children) {
            OptionalLong version = parse(name(child));
            if (version.isPresent()) {
                add(versions, notes, version.getAsLong(), child);
            }
        }
        return new Numbering(versions, notes);
    }

    /** The easy form: one model without a number is version 1. */
    static Numbering single(Path artifact) {
        NavigableMap<Long, Path> versions = new TreeMap<>();
        versions.put(1L, artifact);
        return new Numbering(versions, List.of());
    }

    private static void add(
            NavigableMap<Long, Path> versions, List<String> notes, long version, Path child) {
        Path before = versions.get(version);
        if (before == null) {
            versions.put(version, child);
            return;
        }
        Path used = name(before).length() <= name(child).length() ? before : child;
        Path other = used.equals(before) ? child : before;
        versions.put(version, used);
        notes.add(
                "version %d is there twice: '%s' is used, '%s' is not"
                        .formatted(version, name(used), name(other)));
    }

    static OptionalLong parse(String name) {
        if (name.isEmpty() || !name.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseLong(name));
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }
}
