package io.inferry.core.lifecycle;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongPredicate;

/**
 * Where one model's labels point. A label moves when the version it should point to is available
 * and stays where it is until then. Clockless, and used by the loop only.
 */
final class Labels {
    /** What operators said; empty means removed. It stands over the settings file. */
    private final Map<String, Optional<Long>> acts = new HashMap<>();

    private Map<String, Long> configured = Map.of();
    private Map<String, Long> effective = Map.of();

    void configure(Map<String, Long> labels) {
        configured = labels;
    }

    void set(String label, long version) {
        acts.put(label, Optional.of(version));
    }

    void remove(String label) {
        acts.put(label, Optional.empty());
    }

    /** Where labels should point. */
    Map<String, Long> wished() {
        Map<String, Long> wished = new TreeMap<>(configured);
        acts.forEach((label, version) ->
                version.ifPresentOrElse(
                        number -> wished.put(label, number), () -> wished.remove(label)));
        return wished;
    }

    /** Moves what can be moved. */
    void settle(LongPredicate available) {
        Map<String, Long> next = new TreeMap<>();
        wished().forEach((label, version) -> {
            Long before = effective.get(label);
            if (available.test(version)) {
                next.put(label, version);
            } else if (before != null && available.test(before)) {
                next.put(label, before);
            }
        });
        effective = next;
    }

    /** Where labels point; each to an available version. */
    Map<String, Long> effective() {
        return effective;
    }

    /** Labels that should point elsewhere than they do, or do not point anywhere yet. */
    Map<String, Long> pending() {
        Map<String, Long> pending = wished();
        pending.entrySet().removeAll(effective.entrySet());
        return pending;
    }
}
