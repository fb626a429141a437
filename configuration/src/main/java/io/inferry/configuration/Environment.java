package io.inferry.configuration;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Variables of the environment as a tree: {@code INFERRY_LISTENERS_ADMIN_PORT} is {@code
 * listeners.admin.port}. A variable that fits no key is not an error: Kubernetes sets {@code
 * INFERRY_SERVICE_HOST} and the like in every pod beside a service called inferry.
 */
final class Environment {
    private static final String PREFIX = "INFERRY_";
    private static final String WILD = "_" + KeyPath.ANY;

    /** Read by the launcher, before there is a JVM. */
    private static final Set<String> LAUNCHER = Set.of("INFERRY_JAVA_HOME", "INFERRY_JVM_FLAGS");

    private final KeyTable table;
    private final List<Variable> found = new ArrayList<>();
    private final List<String> ignored = new ArrayList<>();

    /** One of our variables and what it sets. */
    record Variable(KeyPath path, Node node) {}

    Environment(KeyTable table, Map<String, String> variables) {
        this.table = table;
        new TreeMap<>(variables)
                .forEach((name, value) -> {
                    if (name.startsWith(PREFIX) && !LAUNCHER.contains(name) && !value.isEmpty()) {
                        place(name, value);
                    }
                });
    }

    private void place(String variable, String value) {
        var node = new Node.Scalar(value, new Origin.Variable(variable));
        path(variable)
                .ifPresentOrElse(
                        path -> found.add(new Variable(path, node)), () -> ignored.add(variable));
    }

    /** The key with the longest fixed end wins, so that a listener's name may hold underscores. */
    private Optional<KeyPath> path(String variable) {
        Optional<KeyPath> best = Optional.empty();
        int longest = -1;
        for (Key<?> key : table.keys()) {
            String pattern = key.path().variable();
            int wild = pattern.indexOf(WILD);
            if (wild < 0) {
                if (pattern.equals(variable)) {
                    return Optional.of(key.path());
                }
                continue;
            }
            String head = pattern.substring(0, wild + 1);
            String tail = pattern.substring(wild + WILD.length());
            boolean fits =
                    variable.startsWith(head)
                            && variable.endsWith(tail)
                            && variable.length() > head.length() + tail.length();
            if (fits && tail.length() > longest) {
                longest = tail.length();
                int end = variable.length() - tail.length();
                String name = variable.substring(head.length(), end).toLowerCase(Locale.ROOT);
                best = Optional.of(key.path().with(name));
            }
        }
        return best;
    }

    /** What was set. */
    List<Variable> found() {
        return List.copyOf(found);
    }

    /** Variables with our prefix that fit no key. */
    List<String> ignored() {
        return List.copyOf(ignored);
    }
}
