package io.inferry.experiment.control;

import io.inferry.api.ErrorCode;
import io.inferry.api.ServingException;
import io.inferry.experiment.control.definition.Definition;
import io.inferry.experiment.control.definition.DefinitionReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The directory of experiments to start. It is read once, when the server starts; an experiment
 * whose versions are still loading is tried again with each look. Belongs to the thread that
 * decides.
 */
final class DefinitionFolder {
    private static final Logger LOG = LoggerFactory.getLogger(DefinitionFolder.class);
    private static final int FILES_MAX = 1_000;

    private final Map<String, Definition> waiting = new LinkedHashMap<>();
    private final Map<String, String> reasons = new TreeMap<>();

    /** Why each experiment that waits does so, by name. */
    Map<String, String> reasons() {
        return Map.copyOf(reasons);
    }

    /** Reads it; what cannot be read is told and left out. */
    void read(Optional<Path> directory, Map<String, Running> known) {
        if (directory.isEmpty()) {
            return;
        }
        for (Path file : files(directory.get())) {
            try {
                Definition definition =
                        DefinitionReader.read(Files.readString(file), file.toString());
                Running same = known.get(definition.name());
                if (same == null) {
                    waiting.put(definition.name(), definition);
                } else if (!same.written().equals(definition)) {
                    LOG.warn(
                            "experiment file not applied file={} experiment={} state=\"{}\" reason=\"it"
                                    + " differs from the experiment of that name; delete that first\"",
                            file,
                            same.name(),
                            same.standing().text());
                }
            } catch (ServingException unfit) {
                LOG.warn("experiment file not read file={} reason=\"{}\"", file, line(unfit));
            } catch (IOException unreadable) {
                LOG.warn("experiment file not read file={} reason=\"{}\"", file, unreadable);
            }
        }
    }

    private static List<Path> files(Path directory) {
        try (Stream<Path> all = Files.list(directory)) {
            return all.filter(file -> file.toString().matches(".*\\.(ya?ml|json)"))
                    .sorted()
                    .limit(FILES_MAX)
                    .toList();
        } catch (IOException unreadable) {
            LOG.warn("experiments not read directory={} reason=\"{}\"", directory, unreadable);
            return List.of();
        }
    }

    /** Starts what can start by now. */
    void start(Desk desk) {
        for (Definition each : List.copyOf(waiting.values())) {
            try {
                desk.start(each);
                done(each);
            } catch (ServingException notYet) {
                if (notYet.code() == ErrorCode.INVALID_ARGUMENT) {
                    LOG.warn("experiment not started reason=\"{}\"", line(notYet));
                    done(each);
                } else if (!notYet.text().equals(reasons.put(each.name(), notYet.text()))) {
                    LOG.info(
                            "experiment waits experiment={} reason=\"{}\"",
                            each.name(),
                            notYet.text());
                }
            }
        }
    }

    private static String line(ServingException failure) {
        return failure.text().replaceAll("\\s+", " ");
    }

    private void done(Definition definition) {
        waiting.remove(definition.name());
        reasons.remove(definition.name());
    }

    /** What has not started yet. */
    List<Definition> waiting() {
        return List.copyOf(waiting.values());
    }
}
