package io.inferry.configuration;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** All keys of one file, in the order of its documentation. */
record KeyTable(List<Key<?>> keys) {
    KeyTable {
        keys = List.copyOf(keys);
    }

    /** The key at exactly this place. */
    Optional<Key<?>> at(KeyPath path) {
        for (Key<?> key : keys) {
            if (key.path().fits(path)) {
                return Optional.of(key);
            }
        }
        return Optional.empty();
    }

    /** Whether some key lies below this place. */
    boolean leadsBelow(KeyPath path) {
        return keys.stream().anyMatch(key -> key.path().leadsThrough(path));
    }

    /** The names that may stand directly below this place; none where any name may. */
    Set<String> namesBelow(KeyPath path) {
        var names = new LinkedHashSet<String>();
        for (Key<?> key : keys) {
            if (key.path().depth() > path.depth() && key.path().leadsThrough(path)) {
                names.add(key.path().segments().get(path.depth()));
            }
        }
        names.remove(KeyPath.ANY);
        return names;
    }
}
