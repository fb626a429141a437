package io.inferry.experiment.control.definition;

import com.fasterxml.jackson.databind.JsonNode;
import io.inferry.api.model.VersionChoice;
import io.inferry.api.traffic.RequestField;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads versions and labels, and fields of requests. */
final class Targets {
    private Targets() {}

    /** A number is a version, a word a label. */
    static VersionChoice target(Section from, String key) {
        String text = from.required(key).strip();
        if (text.isEmpty()) {
            return VersionChoice.LATEST;
        }
        boolean number =
                text.length() <= 18 && text.chars().allMatch(each -> each >= '0' && each <= '9');
        if (text.equals("latest")) {
            from.wrong(key, "must be a version or a label: what is latest changes midway");
        }
        return number
                ? new VersionChoice.Exact(Long.parseLong(text))
                : new VersionChoice.Label(text);
    }

    static Object written(VersionChoice target) {
        return switch (target) {
            case VersionChoice.Exact exact -> exact.version();
            case VersionChoice.Label label -> label.label();
            case VersionChoice.Latest latest -> "latest";
        };
    }

    /** {@code {header: x-user}} or {@code caller}. */
    static Optional<RequestField> field(Section from, String key) {
        return from.value(key).flatMap(node -> field(node, from, key));
    }

    static Optional<RequestField> field(JsonNode node, Section from, String key) {
        try {
            if (node.isTextual() && node.asText().equals("caller")) {
                return Optional.of(new RequestField(RequestField.Source.CALLER, ""));
            }
            if (node.isObject() && node.size() == 1) {
                Iterator<Map.Entry<String, JsonNode>> fields = node.properties().iterator();
                Map.Entry<String, JsonNode> only = fields.next();
                for (RequestField.Source source : RequestField.Source.values()) {
                    if (word(source).equals(only.getKey())
                            && source != RequestField.Source.CALLER) {
                        return Optional.of(new RequestField(source, only.getValue().asText()));
                    }
                }
            }
        } catch (IllegalArgumentException unfit) {
            from.wrong(key, String.valueOf(unfit.getMessage()));
            return Optional.empty();
        }
        from.wrong(
                key,
                "must be 'caller' or one of {header: NAME}, {query: NAME}, {parameter: NAME},"
                        + " {input: NAME}, was "
                        + Section.shown(node));
        return Optional.empty();
    }

    static Object written(RequestField field) {
        return field.source() == RequestField.Source.CALLER
                ? "caller"
                : Map.of(word(field.source()), field.name());
    }

    private static String word(RequestField.Source source) {
        return source.name().toLowerCase(Locale.ROOT);
    }
}
