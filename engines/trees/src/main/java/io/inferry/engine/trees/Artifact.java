package io.inferry.engine.trees;

import io.inferry.api.ServingException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds the model file of an artifact: the file itself, or the one in a version's directory. Its
 * endings are those of many other files, so the first bytes decide.
 */
final class Artifact {
    private static final int NAMES_SHOWN = 5;
    private static final int ENTRIES_MAX = 1000;

    private Artifact() {}

    /** Whether there is exactly one file to take. */
    static boolean isPresent(Path artifact) {
        if (Files.isRegularFile(artifact)) {
            return isModel(artifact);
        }
        try {
            return Files.isDirectory(artifact) && candidates(artifact).size() == 1;
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * The model file.
     *
     * @throws ServingException INVALID_MODEL when there is none, or more than one
     */
    static Path locate(Path artifact) {
        if (Files.isRegularFile(artifact)) {
            return artifact;
        }
        if (!Files.isDirectory(artifact)) {
            throw ServingException.invalidModel(artifact + " does not exist");
        }
        List<Path> found;
        try {
            found = candidates(artifact);
        } catch (IOException e) {
            throw ServingException.invalidModel(artifact + " cannot be read: " + e, e);
        }
        if (found.size() == 1) {
            return found.getFirst();
        }
        throw ServingException.invalidModel(
                found.isEmpty()
                        ? "no model of XGBoost, LightGBM or CatBoost in " + artifact
                        : "more than one model of XGBoost, LightGBM or CatBoost in %s: %s"
                                .formatted(artifact, names(found)));
    }

    /** The first bytes of a file, as many as {@link Format} wants to see. */
    static byte[] head(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(Format.HEAD_BYTES);
        }
    }

    private static List<Path> candidates(Path directory) throws IOException {
        try (Stream<Path> children = Files.list(directory)) {
            return children.limit(ENTRIES_MAX)
                    .filter(Files::isRegularFile)
                    .filter(Artifact::isModel)
                    .sorted()
                    .limit(NAMES_SHOWN)
                    .toList();
        }
    }

    private static boolean isModel(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        if (Format.endings().noneMatch(name::endsWith)) {
            return false;
        }
        try {
            Optional<Format> format = Format.of(head(file));
            return format.isPresent();
        } catch (IOException e) {
            return false;
        }
    }

    private static List<String> names(List<Path> files) {
        return files.stream().map(file -> String.valueOf(file.getFileName())).toList();
    }
}
