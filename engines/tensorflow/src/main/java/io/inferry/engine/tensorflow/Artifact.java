package io.inferry.engine.tensorflow;

import io.inferry.api.ServingException;
import io.inferry.engine.tensorflow.file.GraphFile;
import io.inferry.engine.tensorflow.file.SavedModelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What there is to load. */
sealed interface Artifact {
    /** A directory with {@code saved_model.pb} or its text. */
    record SavedModel(Path directory) implements Artifact {}

    /** One file that holds a {@code GraphDef}. */
    record FrozenGraph(Path file) implements Artifact {}

    /** A SavedModel's file when it was too large for one message. */
    String CHUNKED = "saved_model.cpb";

    /** Files that lie beside a SavedModel and are no graphs. */
    Set<String> NO_GRAPHS =
            Set.of(SavedModelFile.BINARY, "fingerprint.pb", "keras_metadata.pb", "export.meta");

    /** Whether there is something that this engine may load, by names and first bytes. */
    static boolean isPresent(Path path) {
        try {
            return find(path).isPresent() || Files.isRegularFile(path.resolve(CHUNKED));
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * The artifact at a path.
     *
     * @throws ServingException INVALID_MODEL when there is none, or more than one
     */
    static Artifact locate(Path path) {
        if (!Files.exists(path)) {
            throw ServingException.invalidModel(path + " does not exist");
        }
        if (Files.isRegularFile(path.resolve(CHUNKED))) {
            throw ServingException.invalidModel(
                    "%s is a SavedModel in chunks; only %s is read"
                            .formatted(path.resolve(CHUNKED), SavedModelFile.BINARY));
        }
        try {
            return find(path)
                    .orElseThrow(() ->
                            ServingException.invalidModel(
                                    "%s is neither a SavedModel's directory (%s) nor a frozen graph (*.pb)"
                                            .formatted(path, SavedModelFile.BINARY)));
        } catch (IOException e) {
            throw ServingException.invalidModel(path + " cannot be read: " + e, e);
        }
    }

    private static Optional<Artifact> find(Path path) throws IOException {
        if (Files.isRegularFile(path)) {
            return ofFile(path);
        }
        if (!Files.isDirectory(path)) {
            return Optional.empty();
        }
        if (Files.isRegularFile(path.resolve(SavedModelFile.BINARY))
                || Files.isRegularFile(path.resolve(SavedModelFile.TEXT))) {
            return Optional.of(new SavedModel(path));
        }
        List<Path> graphs = graphs(path);
        return graphs.size() == 1
                ? Optional.of(new FrozenGraph(graphs.getFirst()))
                : Optional.empty();
    }

    private static Optional<Artifact> ofFile(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        if (parent != null
                && (file.endsWith(SavedModelFile.BINARY) || file.endsWith(SavedModelFile.TEXT))) {
            return Optional.of(new SavedModel(parent));
        }
        return isGraph(file) ? Optional.of(new FrozenGraph(file)) : Optional.empty();
    }

    private static List<Path> graphs(Path directory) throws IOException {
        try (Stream<Path> children = Files.list(directory)) {
            return children.filter(Files::isRegularFile)
                    .filter(Artifact::isGraph)
                    .limit(2)
                    .toList();
        }
    }

    private static boolean isGraph(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return name.endsWith(".pb") && !NO_GRAPHS.contains(name) && GraphFile.looksLikeOne(file);
    }
}
