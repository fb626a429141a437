package io.inferry.engine.tflite;

import io.inferry.api.ServingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Finds the model file of an artifact: the file itself, or the one in a version's directory. */
final class Artifact {
    private static final String ENDING = ".tflite";
    private static final String PREFERRED = "model.tflite";
    private static final int NAMES_SHOWN = 5;

    private Artifact() {}

    /** Whether there is exactly one file to take. */
    static boolean isPresent(Path artifact) {
        if (Files.isRegularFile(artifact)) {
            return hasEnding(artifact);
        }
        try {
            return Files.isRegularFile(artifact.resolve(PREFERRED))
                    || (Files.isDirectory(artifact) && candidates(artifact).size() == 1);
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
        Path preferred = artifact.resolve(PREFERRED);
        if (Files.isRegularFile(preferred)) {
            return preferred;
        }
        if (Files.isDirectory(preferred)) {
            throw ServingException.invalidModel(preferred + " is a directory, not a model file");
        }
        return only(artifact);
    }

    private static Path only(Path directory) {
        List<Path> found;
        try {
            found = candidates(directory);
        } catch (IOException e) {
            throw ServingException.invalidModel(directory + " cannot be read: " + e, e);
        }
        if (found.isEmpty()) {
            throw ServingException.invalidModel("no *.tflite file in " + directory);
        }
        if (found.size() > 1) {
            throw ServingException.invalidModel(
                    "more than one *.tflite file in %s: %s; name the right one %s"
                            .formatted(directory, names(found), PREFERRED));
        }
        return found.getFirst();
    }

    private static List<Path> candidates(Path directory) throws IOException {
        try (Stream<Path> children = Files.list(directory)) {
            return children.filter(Artifact::hasEnding)
                    .filter(Files::isRegularFile)
                    .sorted()
                    .limit(NAMES_SHOWN)
                    .toList();
        }
    }

    private static boolean hasEnding(Path file) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(ENDING);
    }

    private static List<String> names(List<Path> files) {
        return files.stream().map(file -> String.valueOf(file.getFileName())).toList();
    }
}
