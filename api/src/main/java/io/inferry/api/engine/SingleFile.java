package io.inferry.api.engine;

import io.inferry.api.ServingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Finds the model of a format that is one file: the artifact itself, or in a version's directory
 * the file {@code model} with the ending, or the only one with the ending.
 *
 * @param ending with its dot, in lower case: {@code .onnx}
 */
public record SingleFile(String ending) {
    private static final int NAMES_SHOWN = 5;

    /** Whether there is exactly one file to take. */
    public boolean isPresent(Path artifact) {
        if (Files.isRegularFile(artifact)) {
            return hasEnding(artifact);
        }
        try {
            return Files.isRegularFile(preferred(artifact))
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
    public Path locate(Path artifact) {
        if (Files.isRegularFile(artifact)) {
            return artifact;
        }
        if (!Files.isDirectory(artifact)) {
            throw ServingException.invalidModel(artifact + " does not exist");
        }
        Path preferred = preferred(artifact);
        if (Files.isRegularFile(preferred)) {
            return preferred;
        }
        if (Files.isDirectory(preferred)) {
            throw ServingException.invalidModel(preferred + " is a directory, not a model file");
        }
        return only(artifact);
    }

    private Path preferred(Path directory) {
        return directory.resolve("model" + ending);
    }

    private Path only(Path directory) {
        List<Path> found;
        try {
            found = candidates(directory);
        } catch (IOException e) {
            throw ServingException.invalidModel(directory + " cannot be read: " + e, e);
        }
        if (found.isEmpty()) {
            throw ServingException.invalidModel("no *" + ending + " file in " + directory);
        }
        if (found.size() > 1) {
            throw ServingException.invalidModel(
                    "more than one *%s file in %s: %s; name the right one model%s"
                            .formatted(ending, directory, names(found), ending));
        }
        return found.getFirst();
    }

    private List<Path> candidates(Path directory) throws IOException {
        try (Stream<Path> children = Files.list(directory)) {
            return children.filter(this::hasEnding)
                    .filter(Files::isRegularFile)
                    .sorted()
                    .limit(NAMES_SHOWN)
                    .toList();
        }
    }

    private boolean hasEnding(Path file) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(ending);
    }

    private static List<String> names(List<Path> files) {
        return files.stream().map(file -> String.valueOf(file.getFileName())).toList();
    }
}
