package io.inferry.configuration;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a server's settings come from, the least important first.
 *
 * @param environment variables; those that begin with {@code INFERRY_} count
 * @param standards what a peer's command has instead of our standards; anything else wins
 * @param flags later ones win
 */
public record Sources(
        List<Assignment> standards,
        Optional<Path> file,
        Map<String, String> environment,
        List<Assignment> flags) {
    public Sources {
        standards = List.copyOf(standards);
        environment = Map.copyOf(environment);
        flags = List.copyOf(flags);
    }

    /** With our own standards. */
    public Sources(Optional<Path> file, Map<String, String> environment, List<Assignment> flags) {
        this(List.of(), file, environment, flags);
    }
}
