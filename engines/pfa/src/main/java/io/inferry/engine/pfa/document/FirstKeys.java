package io.inferry.engine.pfa.document;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.codehaus.jackson.JsonFactory;
import org.codehaus.jackson.JsonParser;
import org.codehaus.jackson.JsonToken;

/** Tells a PFA document from other JSON by the keys of its outermost object. */
final class FirstKeys {
    private static final int HEAD_BYTES = 64 << 10;

    private static final Set<String> REQUIRED = Set.of("input", "output", "action");

    private static final Set<String> KNOWN =
            Set.of(
                    "@",
                    "name",
                    "method",
                    "input",
                    "output",
                    "begin",
                    "action",
                    "end",
                    "fcns",
                    "zero",
                    "merge",
                    "cells",
                    "pools",
                    "randseed",
                    "doc",
                    "version",
                    "metadata",
                    "options");

    /** Those that a document has and other JSON hardly has together. */
    private static final Set<String> TELLING = Set.of("input", "output", "action", "method");

    private FirstKeys() {}

    /**
     * Whether the file is a document: it has all that one needs and nothing else, or, where only
     * its beginning was read, two telling keys and nothing else.
     */
    static boolean arePfa(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] head = in.readNBytes(HEAD_BYTES);
            return arePfa(head, head.length < HEAD_BYTES);
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean arePfa(byte[] head, boolean whole) throws IOException {
        Set<String> keys = new HashSet<>();
        try (JsonParser parser = new JsonFactory().createJsonParser(head)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                if (!KNOWN.contains(parser.getCurrentName())) {
                    return false;
                }
                keys.add(parser.getCurrentName());
                parser.nextToken();
                parser.skipChildren();
            }
        } catch (IOException e) {
            // The end of what was read, or of what is right: the keys before it count.
            keys.retainAll(TELLING);
            return !whole && keys.size() >= 2;
        }
        return keys.containsAll(REQUIRED);
    }
}
