package io.inferry.transport.table;

import io.inferry.api.ServingException;
import io.inferry.transport.json.JsonReader;
import io.inferry.transport.json.Token;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a split frame.
 *
 * @param rows a reader before the list of rows
 */
record SplitFrame(Optional<List<String>> columns, JsonReader rows) {
    /**
     * Finds the parts of the frame ahead, in whatever order they come, and reads past it.
     *
     * @throws ServingException INVALID_ARGUMENT when there is no frame
     */
    static SplitFrame find(JsonReader json) {
        if (json.peek() != Token.OBJECT) {
            throw ServingException.invalidArgument(
                    "a split frame is an object, found " + Shown.value(json));
        }
        @Nullable List<String> columns = null;
        @Nullable JsonReader rows = null;
        json.beginObject();
        while (json.hasNext()) {
            String name = json.nextName();
            if (name.equals("columns") && columns == null) {
                columns = columns(json);
            } else if (name.equals("data") && rows == null) {
                json.peek();
                rows = json.lookAhead();
                json.skipValue();
            } else if (name.equals("columns") || name.equals("data")) {
                throw ServingException.invalidArgument("the frame has '" + name + "' twice");
            } else {
                json.skipValue();
            }
        }
        json.endObject();
        if (rows == null) {
            throw ServingException.invalidArgument("the frame has no 'data'");
        }
        return new SplitFrame(Optional.ofNullable(columns), rows);
    }

    private static List<String> columns(JsonReader json) {
        if (json.peek() != Token.ARRAY) {
            throw ServingException.invalidArgument(
                    "'columns' is a list of names, found " + Shown.value(json));
        }
        List<String> columns = new ArrayList<>();
        json.beginArray();
        while (json.hasNext()) {
            columns.add(
                    switch (json.peek()) {
                        case STRING -> json.string();
                        case NUMBER -> new String(json.numberText(), StandardCharsets.UTF_8);
                        default ->
                                throw ServingException.invalidArgument(
                                        "'columns' is a list of names, it has "
                                                + Shown.value(json));
                    });
        }
        json.endArray();
        return columns;
    }
}
