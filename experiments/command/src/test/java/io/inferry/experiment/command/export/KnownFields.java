package io.inferry.experiment.command.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The fields that a kind of resource has, by its API's reference: a tree of the same shape, whose
 * leaves say text, integer or number, and where {@code *} is any name. Stricter than a cluster,
 * which drops what it does not know without a word.
 */
final class KnownFields {
    private static final YAMLMapper YAML = new YAMLMapper();

    private KnownFields() {}

    /** The documents of a text; each has known fields only. */
    static List<JsonNode> read(String yaml) throws IOException {
        List<JsonNode> documents = new ArrayList<>();
        try (MappingIterator<JsonNode> all = YAML.readerFor(JsonNode.class).readValues(yaml)) {
            all.forEachRemaining(documents::add);
        }
        for (JsonNode document : documents) {
            String kind = document.path("kind").asText();
            try (InputStream known = KnownFields.class.getResourceAsStream(kind + ".fields.yaml")) {
                check(document, YAML.readTree(Objects.requireNonNull(known, kind)), kind);
            }
        }
        return documents;
    }

    private static void check(JsonNode value, JsonNode known, String at) {
        boolean fits =
                known.isTextual()
                        ? switch (known.textValue()) {
                            case "text" -> value.isTextual();
                            case "integer" -> value.isIntegralNumber();
                            case "number" -> value.isNumber();
                            default -> known.equals(value);
                        }
                        : value.getNodeType() == known.getNodeType();
        if (!fits) {
            throw new AssertionError(at + " must be " + known + ", was " + value);
        }
        if (value.isArray()) {
            value.forEach(item -> check(item, known.path(0), at + "[]"));
        }
        value.properties()
                .forEach(field -> {
                    String below = at + "." + field.getKey();
                    JsonNode any = known.path("*");
                    JsonNode expected = known.path(field.getKey());
                    if (expected.isMissingNode() && any.isMissingNode()) {
                        throw new AssertionError("there is no field " + below);
                    }
                    check(field.getValue(), expected.isMissingNode() ? any : expected, below);
                });
    }
}
