package io.inferry.configuration;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The way from the top of a tree to one of its values; {@code *} in a pattern fits any name. */
record KeyPath(List<String> segments) {
    static final String ANY = "*";
    static final KeyPath TOP = new KeyPath(List.of());

    KeyPath {
        segments = List.copyOf(segments);
    }

    /** Reads {@code listeners.admin.port}. */
    static KeyPath parse(String dotted) {
        return new KeyPath(Arrays.asList(dotted.split("\\.", -1)));
    }

    KeyPath child(String name) {
        var longer = new ArrayList<>(segments);
        longer.add(name);
        return new KeyPath(longer);
    }

    int depth() {
        return segments.size();
    }

    /** Whether this pattern, up to the depth of the other path, fits the other path. */
    boolean leadsThrough(KeyPath concrete) {
        if (depth() < concrete.depth()) {
            return false;
        }
        for (int at = 0; at < concrete.depth(); at++) {
            String wanted = segments.get(at);
            if (!wanted.equals(ANY) && !wanted.equals(concrete.segments.get(at))) {
                return false;
            }
        }
        return true;
    }

    /** Whether this pattern fits the whole of the other path. */
    boolean fits(KeyPath concrete) {
        return depth() == concrete.depth() && leadsThrough(concrete);
    }

    /** This pattern with its {@code *} replaced, in order. */
    KeyPath with(String... names) {
        var filled = new ArrayList<String>();
        int next = 0;
        for (String segment : segments) {
            filled.add(segment.equals(ANY) ? names[next++] : segment);
        }
        return new KeyPath(filled);
    }

    /** As a variable of the environment: {@code INFERRY_LISTENERS_ADMIN_PORT}. */
    String variable() {
        return "INFERRY_" + String.join("_", segments).toUpperCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return String.join(".", segments);
    }
}
