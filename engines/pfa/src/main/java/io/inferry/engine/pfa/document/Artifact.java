package io.inferry.engine.pfa.document;

import io.inferry.api.ServingException;
import io.inferry.api.engine.SingleFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a document is: a file {@code *.pfa} or {@code *.pfa.json}, a file {@code *.json} that
 * begins like one, or a version's directory that holds such a file.
 */
public final class Artifact {
    private static final SingleFile PFA = new SingleFile(".pfa");
    private static final SingleFile PFA_JSON = new SingleFile(".pfa.json");
    private static final int LOOKED_AT_MAX = 20;

    private Artifact() {}

    /** Whether there is one, by names and first bytes. YAML counts, to be refused with a reason. */
    public static boolean isPresent(Path artifact) {
        if (Files.isRegularFile(artifact)) {
            String name = name(artifact);
            return PFA.isPresent(artifact)
                    || PFA_JSON.isPresent(artifact)
                    || isYaml(name)
                    || (name.endsWith(".json") && FirstKeys.arePfa(artifact));
        }
        return PFA.isPresent(artifact)
                || PFA_JSON.isPresent(artifact)
                || json(artifact).isPresent();
    }

    /**
     * The document's file.
     *
     * @throws ServingException INVALID_MODEL when there is none, or more than one
     */
    public static Path locate(Path artifact) {
        if (!Files.isDirectory(artifact) || PFA.isPresent(artifact)) {
            return PFA.locate(artifact);
        }
        if (PFA_JSON.isPresent(artifact)) {
            return PFA_JSON.locate(artifact);
        }
        return json(artifact).orElseGet(() -> PFA.locate(artifact));
    }

    /** Whether a file's name says that it is a document in YAML. */
    static boolean isYaml(String name) {
        return name.endsWith(".pfa.yaml") || name.endsWith(".pfa.yml");
    }

    static String name(Path file) {
        return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    }

    private static Optional<Path> json(Path directory) {
        if (!Files.isDirectory(directory)) {
            return Optional.empty();
        }
        try (Stream<Path> children = Files.list(directory)) {
            List<Path> found =
                    children.filter(file -> name(file).endsWith(".json"))
                            .filter(Files::isRegularFile)
                            .limit(LOOKED_AT_MAX)
                            .filter(FirstKeys::arePfa)
                            .toList();
            return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
