package io.inferry.configuration;

import io.inferry.api.settings.Nearest;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** What was written, held against the table of keys: read by key, problems collected. */
final class Values {
    private final KeyTable table;
    private final Problems problems;

    /** By path as text: hashing a record costs a start more than all of the reading. */
    private final Map<String, Placed> written = new LinkedHashMap<>();

    private record Placed(KeyPath path, Node node) {}

    Values(KeyTable table, Node.Mapping tree, Problems problems) {
        this.table = table;
        this.problems = problems;
        walk(KeyPath.TOP, tree);
    }

    private void walk(KeyPath path, Node.Mapping section) {
        section.members().forEach((name, node) -> place(path, name, node));
    }

    private void place(KeyPath section, String name, Node node) {
        KeyPath path = section.child(name);
        if (table.at(path).isPresent()) {
            written.put(path.toString(), new Placed(path, node));
            return;
        }
        if (!table.leadsBelow(path)) {
            problems.add(node.origin(), unknown(section, name));
            return;
        }
        if (node instanceof Node.Mapping deeper) {
            walk(path, deeper);
            return;
        }
        problems.add(
                node.origin(),
                path
                        + " must be a section with "
                        + String.join(", ", table.namesBelow(path))
                        + ", was "
                        + node.shown());
    }

    private String unknown(KeyPath section, String name) {
        String nearest =
                Nearest.to(name, table.namesBelow(section))
                        .map(key -> "; the nearest key is " + section.child(key))
                        .orElse("");
        return section.child(name) + " is not known" + nearest;
    }

    /** The value, or the key's standard. */
    <T> T get(Key<T> key, String... names) {
        return find(key, names).orElseGet(() -> standard(key));
    }

    /** The value, or the key's standard if it has one. */
    <T> Optional<T> find(Key<T> key, String... names) {
        KeyPath path = key.path().with(names);
        Placed placed = written.get(path.toString());
        if (placed == null) {
            return key.standard();
        }
        Node node = placed.node();
        try {
            return Optional.of(key.kind().read(node));
        } catch (IllegalArgumentException unfit) {
            problems.add(node.origin(), path + " " + unfit.getMessage());
        }
        return key.standard();
    }

    private static <T> T standard(Key<T> key) {
        return key.standard().orElseThrow(() -> new IllegalStateException(key + " has none"));
    }

    /** Where a value was written; empty when nobody wrote it. */
    Optional<Origin> origin(KeyPath path) {
        return Optional.ofNullable(written.get(path.toString()))
                .map(placed -> placed.node().origin());
    }

    /** The names that were written where a pattern has its first {@code *}. */
    Set<String> names(Key<?> key) {
        int at = key.path().segments().indexOf(KeyPath.ANY);
        var start = new KeyPath(key.path().segments().subList(0, at));
        var names = new LinkedHashSet<String>();
        for (Placed placed : written.values()) {
            KeyPath path = placed.path();
            if (path.depth() > at && path.leadsThrough(start)) {
                names.add(path.segments().get(at));
            }
        }
        return names;
    }

    /** Values that do not go together. */
    void conflict(String text) {
        problems.add(text);
    }

    /** The keys that there are. */
    KeyTable table() {
        return table;
    }

    /** Builds a record whose own check may find values that do not go together. */
    <R> R build(Supplier<R> construction, R otherwise) {
        try {
            return construction.get();
        } catch (IllegalArgumentException conflict) {
            problems.add(String.valueOf(conflict.getMessage()));
            return otherwise;
        }
    }
}
