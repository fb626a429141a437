package io.inferry.experiment.control.definition;

import com.fasterxml.jackson.databind.JsonNode;
import io.inferry.api.settings.Nearest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The keys of one mapping. Each is asked for once; {@link #end} tells of those that nobody asked
 * for. A value that does not fit is told and comes back as what stands in for it.
 */
final class Section {
    private final JsonNode node;
    private final String where;
    private final Problems problems;
    private final Set<String> asked = new LinkedHashSet<>();

    Section(JsonNode node, String where, Problems problems) {
        this.node = node;
        this.where = where;
        this.problems = problems;
        if (!node.isObject()) {
            problems.add(where, "must be a section of keys, was " + shown(node));
        }
    }

    Problems problems() {
        return problems;
    }

    String where(String key) {
        return where.isEmpty() ? key : where + "." + key;
    }

    void wrong(String key, String text) {
        problems.add(where(key), text);
    }

    Optional<JsonNode> value(String key) {
        asked.add(key);
        return Optional.ofNullable(node.get(key)).filter(each -> !each.isNull());
    }

    boolean has(String key) {
        return node.hasNonNull(key);
    }

    Optional<Section> section(String key) {
        return value(key).map(each -> new Section(each, where(key), problems));
    }

    /** The elements of a list; none where there is no list. */
    List<JsonNode> list(String key) {
        List<JsonNode> items = new ArrayList<>();
        Optional<JsonNode> given = value(key);
        if (given.isPresent()) {
            if (given.get().isArray()) {
                given.get().forEach(items::add);
            } else {
                wrong(key, "must be a list, was " + shown(given.get()));
            }
        }
        return items;
    }

    /** Sections of a list. */
    List<Section> sections(String key) {
        List<Section> sections = new ArrayList<>();
        for (JsonNode item : list(key)) {
            sections.add(new Section(item, where(key) + "[" + sections.size() + "]", problems));
        }
        return sections;
    }

    Optional<String> text(String key) {
        return value(key)
                .filter(each -> {
                    if (!each.isValueNode()) {
                        wrong(key, "must be a text, was " + shown(each));
                    }
                    return each.isValueNode();
                })
                .map(JsonNode::asText);
    }

    String required(String key) {
        Optional<String> given = text(key);
        if (given.isEmpty() && !has(key)) {
            wrong(key, "is missing");
        }
        return given.orElse("");
    }

    /** A number within bounds, both inclusive. */
    double number(String key, double otherwise, double least, double most) {
        Optional<JsonNode> given = value(key);
        if (given.isEmpty()) {
            return otherwise;
        }
        return Quantities.number(given.get())
                .filter(each -> each >= least && each <= most)
                .orElseGet(() -> {
                    wrong(
                            key,
                            "must be a number from %s to %s, was %s"
                                    .formatted(
                                            Numerals.of(least),
                                            Numerals.of(most),
                                            shown(given.get())));
                    return otherwise;
                });
    }

    <T> T oneOf(String key, Map<String, T> choices, T otherwise) {
        Optional<String> given = text(key);
        if (given.isEmpty()) {
            return otherwise;
        }
        String written = given.get().toLowerCase(Locale.ROOT);
        T choice = choices.get(written);
        if (choice == null) {
            wrong(
                    key,
                    "must be one of %s, was '%s'%s"
                            .formatted(
                                    String.join(", ", new TreeSet<>(choices.keySet())),
                                    given.get(),
                                    meant(written, choices.keySet())));
            return otherwise;
        }
        return choice;
    }

    /** Tells of keys that nobody asked for. */
    void end() {
        node.fieldNames()
                .forEachRemaining(key -> {
                    if (!asked.contains(key)) {
                        wrong(key, "is not a key here" + meant(key, asked));
                    }
                });
    }

    static String meant(String written, Set<String> candidates) {
        return Nearest.to(written, candidates)
                .map(nearest -> "; did you mean '" + nearest + "'?")
                .orElse("");
    }

    static String shown(JsonNode node) {
        return node.isTextual() ? "'" + node.asText() + "'" : node.toString();
    }
}
