package io.inferry.core.repository;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Whether some engine takes a path for a model. Engines read the first bytes of a file to tell, so
 * what they said of a file is remembered until it changes.
 */
final class Recognition {
    private final Predicate<Path> engines;
    private final Map<Path, Verdict> verdicts = new HashMap<>();
    private final Set<Path> asked = new HashSet<>();

    /**
     * @param engines whether any engine recognizes the path
     */
    Recognition(Predicate<Path> engines) {
        this.engines = engines;
    }

    boolean recognizesFile(Path file) {
        BasicFileAttributes attributes;
        try {
            attributes = Files.readAttributes(file, BasicFileAttributes.class);
        } catch (IOException e) {
            return false;
        }
        asked.add(file);
        Verdict before = verdicts.get(file);
        if (before != null && before.stillHolds(attributes)) {
            return before.recognized();
        }
        boolean recognized = attributes.isRegularFile() && engines.test(file);
        verdicts.put(
                file, new Verdict(attributes.size(), attributes.lastModifiedTime(), recognized));
        return recognized;
    }

    /**
     * The model that a directory without versions is or holds.
     *
     * @param children the directory's entries
     */
    Optional<Path> modelIn(Path directory, List<Path> children) {
        if (engines.test(directory)) {
            return Optional.of(directory);
        }
        return children.stream().filter(this::recognizesFile).findFirst();
    }

    /** A look is over: files that it did not meet are forgotten. */
    void endLook() {
        verdicts.keySet().retainAll(asked);
        asked.clear();
    }

    private record Verdict(long size, FileTime changed, boolean recognized) {
        boolean stillHolds(BasicFileAttributes attributes) {
            return size == attributes.size() && changed.equals(attributes.lastModifiedTime());
        }
    }
}
