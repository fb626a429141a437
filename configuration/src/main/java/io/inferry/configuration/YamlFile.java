package io.inferry.configuration;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;

/**
 * Reads a YAML file token by token, keeping the line of every value. Aliases are refused rather
 * than followed, so a small file cannot become a large tree; size, depth and length of texts are
 * bounded. Values stay texts here: only a key knows whether {@code off} is a word or a boolean.
 */
final class YamlFile {
    static final int BYTES_MAX = 1 << 20;
    static final int DEPTH_MAX = 16;
    static final int TEXT_MAX = 64 << 10;

    private final Path file;
    private final Problems problems;

    private YamlFile(Path file, Problems problems) {
        this.file = file;
        this.problems = problems;
    }

    /** The file's tree; an empty one when it cannot be read, which is then a problem. */
    static Node.Mapping read(Path file, Problems problems) {
        return new YamlFile(file, problems).read();
    }

    private Node.Mapping read() {
        var empty = new Node.Mapping(new LinkedHashMap<>(), line(1));
        try {
            long size = Files.size(file);
            if (size > BYTES_MAX) {
                problems.add(file + " has " + size + " bytes, at most " + BYTES_MAX + " are read");
                return empty;
            }
            try (var parser = factory().createParser(Files.readAllBytes(file))) {
                return document(parser, empty);
            }
        } catch (JsonProcessingException broken) {
            int line = broken.getLocation() == null ? 1 : broken.getLocation().getLineNr();
            problems.add(line(line), "is not YAML: " + broken.getOriginalMessage());
        } catch (IOException unreadable) {
            problems.add(file + " cannot be read: " + unreadable);
        }
        return empty;
    }

    private static YAMLFactory factory() {
        var bounds =
                StreamReadConstraints.builder()
                        .maxNestingDepth(DEPTH_MAX)
                        .maxStringLength(TEXT_MAX)
                        .maxNameLength(1_000)
                        .build();
        return YAMLFactory.builder().streamReadConstraints(bounds).build();
    }

    private Node.Mapping document(YAMLParser parser, Node.Mapping empty) throws IOException {
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

    private Node.Mapping mapping(YAMLParser parser, Origin origin) throws IOException {
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
    private static boolean isNothing(YAMLParser parser) throws IOException {
        JsonToken token = parser.nextToken();
        boolean empty = token == JsonToken.VALUE_STRING && parser.getText().isEmpty();
        return token == JsonToken.VALUE_NULL || (empty && !parser.isCurrentAlias());
    }

    private Node.Listing listing(YAMLParser parser, Origin origin) throws IOException {
        var items = new ArrayList<Node>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(value(parser, here(parser)));
        }
        return new Node.Listing(items, origin);
    }

    private Node value(YAMLParser parser, Origin origin) throws IOException {
        if (parser.isCurrentAlias()) {
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
        return new Origin.Line(file, number);
    }
}
