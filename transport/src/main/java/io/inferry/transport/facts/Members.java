package io.inferry.transport.facts;

import io.inferry.transport.http.Bytes;
import io.inferry.transport.json.JsonReader;
import io.inferry.transport.json.JsonSyntaxException;
import io.inferry.transport.json.JsonTypeException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the members of a document's object are, looked for no further than somebody asks and from
 * where the last question ended. A document that is broken, too long or no object has the members
 * before that. Belongs to one thread.
 */
public final class Members {
    /** What lies behind as many bytes is not looked at. */
    public static final int SCAN_BYTES_MAX = 16 << 20;

    /** Nor what lies behind as many members. */
    public static final int MEMBERS_MAX = 64;

    private final Bytes document;
    private final JsonReader json;
    private final Map<String, Integer> positions = new HashMap<>();
    private boolean begun;
    private boolean valueAhead;
    private boolean over;

    public Members(Bytes document) {
        int length = Math.min(document.length(), SCAN_BYTES_MAX);
        this.document = Bytes.of(document.array(), document.offset(), length);
        this.json = new JsonReader(this.document);
    }

    /** The first of the members with one of these names. */
    public Optional<String> firstOf(List<String> names) {
        for (String name : names) {
            if (positions.containsKey(name)) {
                return Optional.of(name);
            }
        }
        for (String next = advance(); next != null; next = advance()) {
            if (names.contains(next)) {
                return Optional.of(next);
            }
        }
        return Optional.empty();
    }

    /** A reader before a member's value, if there is such a member. */
    public Optional<JsonReader> find(String name) {
        return firstOf(List.of(name)).map(found -> at(positions.getOrDefault(found, 0)));
    }

    /** A reader before the value at a position, which a reader of this document told. */
    public JsonReader at(int position) {
        JsonReader there = new JsonReader(document);
        there.seek(position);
        return there;
    }

    /** Enters the object ahead and goes to a member's value; false when it has no such member. */
    public static boolean enter(JsonReader reader, String name) {
        reader.beginObject();
        while (reader.hasNext()) {
            if (reader.nextName().equals(name)) {
                return true;
            }
            reader.skipValue();
        }
        return false;
    }

    /** The next member's name; null behind the last. */
    private @Nullable String advance() {
        if (over) {
            return null;
        }
        try {
            @Nullable String name = read();
            over = name == null;
            return name;
        } catch (JsonSyntaxException | JsonTypeException broken) {
            over = true;
            return null;
        }
    }

    private @Nullable String read() {
        if (!begun) {
            json.beginObject();
            begun = true;
        }
        if (valueAhead) {
            json.skipValue();
            valueAhead = false;
        }
        if (positions.size() == MEMBERS_MAX || !json.hasNext()) {
            return null;
        }
        String name = json.nextName();
        valueAhead = true;
        positions.putIfAbsent(name, json.position());
        return name;
    }
}
