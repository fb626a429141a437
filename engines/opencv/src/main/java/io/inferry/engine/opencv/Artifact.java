package io.inferry.engine.opencv;

import io.inferry.api.ServingException;
import io.inferry.engine.opencv.runtime.NativeNet.Reader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The files of one model: a description and its weights. */
record Artifact(Reader reader, Path description, Path weights, List<String> labels) {
    private static final List<String> LABELS =
            List.of("classes.txt", "labels.txt", "synset_words.txt", "synset.txt");
    private static final long LABELS_BYTES_MAX = 16 << 20;

    Artifact {
        labels = List.copyOf(labels);
    }

    /** Endings of a format's two files. */
    private record Endings(Reader reader, String description, String weights) {
        static final List<Endings> ALL =
                List.of(
                        new Endings(Reader.CAFFE, ".prototxt", ".caffemodel"),
                        new Endings(Reader.DARKNET, ".cfg", ".weights"));
    }

    /** Whether it looks like a model. */
    static boolean isPresent(Path artifact) {
        try {
            for (Endings endings : Endings.ALL) {
                if (find(artifact, endings).isPresent()) {
                    return true;
                }
            }
            return false;
        } catch (ServingException e) {
            return false;
        }
    }

    /**
     * Finds the files.
     *
     * @param artifact one of them, or their directory
     * @throws ServingException INVALID_MODEL when there are none, or too many
     */
    static Artifact locate(Path artifact) {
        for (Endings endings : Endings.ALL) {
            Optional<Artifact> found = find(artifact, endings);
            if (found.isPresent()) {
                return found.get();
            }
        }
        throw ServingException.invalidModel(
                "%s holds neither a *.caffemodel with its *.prototxt nor *.weights with their *.cfg"
                        .formatted(artifact));
    }

    private static Optional<Artifact> find(Path artifact, Endings endings) {
        if (Files.isRegularFile(artifact)) {
            Path folder = artifact.toAbsolutePath().resolveSibling("");
            if (hasEnding(artifact, endings.weights())) {
                return description(folder, artifact, endings)
                        .map(file -> of(endings.reader(), file, artifact));
            }
            return hasEnding(artifact, endings.description())
                    ? only(folder, endings.weights(), stem(artifact))
                            .map(file -> of(endings.reader(), artifact, file))
                    : Optional.empty();
        }
        if (!Files.isDirectory(artifact)) {
            return Optional.empty();
        }
        return only(artifact, endings.weights(), "model")
                .flatMap(weights ->
                        description(artifact, weights, endings)
                                .map(file -> of(endings.reader(), file, weights)));
    }

    private static Artifact of(Reader reader, Path description, Path weights) {
        return new Artifact(reader, description, weights, labels(description));
    }

    /** Of the weights' name, or {@code deploy}, or the only one. */
    private static Optional<Path> description(Path folder, Path weights, Endings endings) {
        Path deploy = folder.resolve("deploy" + endings.description());
        Path named = folder.resolve(stem(weights) + endings.description());
        return !Files.isRegularFile(named) && Files.isRegularFile(deploy)
                ? Optional.of(deploy)
                : only(folder, endings.description(), stem(weights));
    }

    private static Optional<Path> only(Path folder, String ending, String preferred) {
        Path first = folder.resolve(preferred + ending);
        if (Files.isRegularFile(first)) {
            return Optional.of(first);
        }
        List<Path> found = files(folder, ending);
        if (found.size() > 1) {
            throw ServingException.invalidModel(
                    "more than one *%s file in %s; name the right one %s%s"
                            .formatted(ending, folder, preferred, ending));
        }
        return found.stream().findFirst();
    }

    private static List<Path> files(Path folder, String ending) {
        try (Stream<Path> children = Files.list(folder)) {
            return children.filter(file -> hasEnding(file, ending))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .limit(2)
                    .toList();
        } catch (IOException e) {
            throw ServingException.invalidModel(folder + " cannot be read: " + e, e);
        }
    }

    private static boolean hasEnding(Path file, String ending) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(ending);
    }

    private static String stem(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.substring(0, name.lastIndexOf('.'));
    }

    private static List<String> labels(Path description) {
        Path folder = description.toAbsolutePath().resolveSibling("");
        Optional<Path> file =
                LABELS.stream()
                        .map(folder::resolve)
                        .filter(Files::isRegularFile)
                        .findFirst()
                        .or(() -> files(folder, ".names").stream().findFirst());
        if (file.isEmpty()) {
            return List.of();
        }
        try {
            return Files.size(file.get()) > LABELS_BYTES_MAX
                    ? List.of()
                    : Files.readAllLines(file.get()).stream()
                            .map(String::strip)
                            .filter(line -> !line.isEmpty())
                            .toList();
        } catch (IOException e) {
            throw ServingException.invalidModel(file.get() + " cannot be read: " + e, e);
        }
    }

    /** What is wrong with the description. */
    ServingException brokenDescription(String reason) {
        return ServingException.invalidModel(description + " is no usable net: " + reason);
    }

    /** What is wrong with the weights, or with both together. */
    ServingException brokenWeights(String reason) {
        return ServingException.invalidModel(
                "%s does not give %s its weights: %s"
                        .formatted(weights, description.getFileName(), reason));
    }
}
