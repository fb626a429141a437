package io.inferry.configuration;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** All keys with the values that hold and where those came from, as YAML that can be read again. */
final class EffectivePage {
    private static final String MASK = "'***'";
    private static final List<String> SECRET_WORDS =
            List.of("password", "secret", "token", "credential");

    private final Values values;
    private final Map<String, Integer> standardPorts;
    private final StringBuilder page = new StringBuilder();
    private List<String> open = List.of();

    EffectivePage(Values values, Map<String, Integer> standardPorts) {
        this.values = values;
        this.standardPorts = new TreeMap<>(standardPorts);
    }

    String render() {
        String wild = "";
        for (Key<?> key : values.table().keys()) {
            if (!key.path().segments().contains(KeyPath.ANY)) {
                line(key);
                continue;
            }
            String start = key.path().segments().getFirst();
            if (!start.equals(wild)) {
                wild = start;
                sections(key);
            }
        }
        return page.toString();
    }

    /** All keys of every name that stands where the first key has its {@code *}. */
    private void sections(Key<?> first) {
        String start = first.path().segments().getFirst();
        var names = new TreeSet<String>(values.names(first));
        if (first.path().fits(ServerKeys.LISTENER_ENABLED.path())) {
            names.addAll(standardPorts.keySet());
        }
        for (String name : names) {
            for (Key<?> key : values.table().keys()) {
                if (key.path().segments().getFirst().equals(start)) {
                    line(key, name);
                }
            }
        }
    }

    private <T> void line(Key<T> key, String... names) {
        KeyPath path = key.path().with(names);
        Optional<Origin> origin = values.origin(path);
        Optional<T> value = values.find(key, names);
        String from = origin.map(Origin::toString).orElse("default");
        if (value.isPresent()) {
            write(path, shown(key, value.get()), from);
            return;
        }
        Integer port = key.equals(ServerKeys.LISTENER_PORT) ? standardPorts.get(names[0]) : null;
        if (port != null) {
            write(path, port.toString(), from);
        }
    }

    private static <T> String shown(Key<T> key, T value) {
        if (key.confidentiality() == Key.Confidentiality.SECRET) {
            return MASK;
        }
        if (value instanceof Map<?, ?> options) {
            var members = new ArrayList<String>();
            new TreeMap<>(options)
                    .forEach((name, option) ->
                            members.add(
                                    quoted(name.toString())
                                            + ": "
                                            + (isSecret(name.toString())
                                                    ? MASK
                                                    : quoted(option.toString()))));
            return "{" + String.join(", ", members) + "}";
        }
        String text = key.kind().show(value);
        return text.startsWith("[") || text.startsWith("{") ? text : quoted(text);
    }

    private static boolean isSecret(String name) {
        return SECRET_WORDS.stream().anyMatch(name::contains);
    }

    /** In quotes unless it is plain beyond doubt. */
    private static String quoted(String text) {
        boolean plain =
                !text.isEmpty()
                        && text.chars()
                                .allMatch(symbol ->
                                        Character.isLetterOrDigit(symbol)
                                                || "_-./".indexOf(symbol) >= 0)
                        && !text.startsWith("-");
        return plain ? text : "'" + text.replace("'", "''") + "'";
    }

    private void write(KeyPath path, String value, String origin) {
        List<String> sections = path.segments().subList(0, path.depth() - 1);
        int shared = 0;
        while (shared < Math.min(sections.size(), open.size())
                && sections.get(shared).equals(open.get(shared))) {
            shared++;
        }
        for (int depth = shared; depth < sections.size(); depth++) {
            page.append("  ".repeat(depth)).append(sections.get(depth)).append(":\n");
        }
        open = sections;
        page.append("  ".repeat(sections.size()))
                .append(path.segments().getLast())
                .append(": ")
                .append(value)
                .append("  # ")
                .append(origin)
                .append('\n');
    }
}
