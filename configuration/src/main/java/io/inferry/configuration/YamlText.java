package io.inferry.configuration;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads YAML, or JSON, token by token, keeping the line of every value. Aliases are refused rather
 * than followed, so a small text cannot become a large tree; depth and length of texts are bounded.
 * Values stay texts here: only a key knows whether {@code off} is a word or a boolean.
 */
final class YamlText {
    private static final int DEPTH_MAX = 16;
    private static final int TEXT_MAX = 64 << 10;

    private final String name;
    private final Problems problems;

    private YamlText(String name, Problems problems) {
        this.name = name;
        this.problems = problems;
    }

    /** The text's tree; an empty one when it is not YAML, which is then a problem. */
    static Node.Mapping yaml(String name, byte[] text, Problems problems) {
        var reading = new YamlText(name, problems);
        try {
            return reading.tree(yamlFactory(), text);
        } catch (JsonProcessingException broken) {
            int line = broken.getLocation() == null ? 1 : broken.getLocation().getLineNr();
            problems.add(reading.line(line), "is not YAML: " + broken.getOriginalMessage());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return reading.nothing();
    }

    /**
     * The tree of a text in either form. What begins like JSON is tried as such first: YAML takes
     * neither its tabs nor all of its escapes.
     */
    static Node.Mapping yamlOrJson(String name, String text, Problems problems) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (text.stripLeading().startsWith("{")) {
            var found = new Problems();
            try {
                Node.Mapping tree = new YamlText(name, found).tree(jsonFactory(), bytes);
                problems.addAll(found);
                return tree;
            } catch (JsonProcessingException notJson) {
                return yaml(name, bytes, problems);
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
        }
        return yaml(name, bytes, problems);
    }

    private Node.Mapping nothing() {
        return new Node.Mapping(Map.of(), line(1));
    }

    private Node.Mapping tree(JsonFactory factory, byte[] text) throws IOException {
        try (var parser = factory.createParser(text)) {
            return document(parser, nothing());
        }
    }

    private static JsonFactory jsonFactory() {
        return JsonFactory.builder().streamReadConstraints(bounds()).build();
    }

    private static YAMLFactory yamlFactory() {
        return YAMLFactory.builder().streamReadConstraints(bounds()).build();
    }

    private static StreamReadConstraints bounds() {
        return StreamReadConstraints.builder()
                .maxNestingDepth(DEPTH_MAX)
                .maxStringLength(TEXT_MAX)
                .maxNameLength(1_000)
                .build();
    }

    /** Only YAML has them. */
    private static boolean isAlias(JsonParser parser) throws IOException {
        return parser instanceof YAMLParser yaml && yaml.isCurrentAlias();
    }

    private Node.Mapping document(JsonParser parser, Node.Mapping empty) throws IOException {
        JsonToken first = parser.nextToken();
        if (first == null || first == JsonToken.VALUE_NULL) {
            return empty;
        }
        if (first != JsonToken.START_OBJECT) {
            problems.add(here(parser), "must be a section of keys");
            return empty;
        }
        var top = mapping(parser, line(1));
        if (parser.nextToken() != null) {
            problems.add(here(parser), "must hold one document, here a second one begins");
        }
        return top;
    }

    private Node.Mapping mapping(JsonParser parser, Origin origin) throws IOException {
        var members = new LinkedHashMap<String, Node>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            Origin key = here(parser);
            if (isNothing(parser)) {
                continue;
            }
            Node before = members.put(name, value(parser, key));
            if (before != null) {
                problems.add(key, name + " stands here again, first at " + before.origin());
            }
        }
        return new Node.Mapping(members, origin);
    }

    /** A key with nothing behind it, as when all of its section is commented out. */
    private static boolean isNothing(JsonParser parser) throws IOException {
        JsonToken token = parser.nextToken();
        boolean empty =
                parser instanceof YAMLParser
                        && token == JsonToken.VALUE_STRING
                        && parser.getText().isEmpty();
        return token == JsonToken.VALUE_NULL || (empty && !isAlias(parser));
    }

    private Node.Listing listing(JsonParser parser, Origin origin) throws IOException {
        var items = new ArrayList<Node>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(value(parser, here(parser)));
        }
        return new Node.Listing(items, origin);
    }

    private Node value(JsonParser parser, Origin origin) throws IOException {
        if (isAlias(parser)) {
            problems.add(origin, "aliases (*name) are not read; write the value again");
        }
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            return mapping(parser, origin);
        }
        if (parser.currentToken() == JsonToken.START_ARRAY) {
            return listing(parser, origin);
        }
        return new Node.Scalar(parser.getText(), origin);
    }

    private Origin here(JsonParser parser) {
        return line(parser.currentTokenLocation().getLineNr());
    }

    private Origin line(int number) {
        return new Origin.Line(name, number);
    }
}
