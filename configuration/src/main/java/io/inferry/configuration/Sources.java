package io.inferry.configuration;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a server's settings come from, the least important first.
 *
 * @param environment variables; those that begin with {@code INFERRY_} count
 * @param flags later ones win
 */
public record Sources(
        Optional<Path> file, Map<String, String> environment, List<Assignment> flags) {
    public Sources {
        environment = Map.copyOf(environment);
        flags = List.copyOf(flags);
    }
}
