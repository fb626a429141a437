package io.inferry.protocol.tfserving.rest;

import io.inferry.api.ServingException;
import io.inferry.transport.http.Bytes;
import io.inferry.transport.json.JsonReader;
import io.inferry.transport.json.JsonSyntaxException;
import io.inferry.transport.json.Token;
import java.util.HashMap;
import java.util.Map;

/** Where the keys of a request body are; the whole body was found to be well-formed. */
final class RequestMap {
    /** What {@link #position} says of a key that is not there. */
    static final int ABSENT = -1;

    private static final String SIGNATURE = "signature_name";

    private final Bytes body;
    private final int start;
    private final Map<String, Integer> positions;

    private RequestMap(Bytes body, int start, Map<String, Integer> positions) {
        this.body = body;
        this.start = start;
        this.positions = positions;
    }

    /**
     * Reads the body once; what follows the top object is not looked at.
     *
     * @throws ServingException INVALID_ARGUMENT when it is no JSON object
     */
    static RequestMap scan(Bytes body) {
        if (body.length() == 0) {
            throw ServingException.invalidArgument("JSON Parse error: The document is empty");
        }
        try {
            return scanObject(body, new JsonReader(body));
        } catch (JsonSyntaxException e) {
            throw ServingException.invalidArgument(
                    "JSON Parse error: " + e.text() + " at offset: " + e.offset());
        }
    }

    private static RequestMap scanObject(Bytes body, JsonReader json) {
        int start = json.position();
        if (json.peek() != Token.OBJECT) {
            json.skipValue();
            throw ServingException.invalidArgument(
                    "JSON Value: " + Quote.of(body, start) + " Is not object");
        }
        Map<String, Integer> positions = members(json);
        return new RequestMap(body, start, positions);
    }

    /** Where the value of each member of the object ahead begins; of equal names the first. */
    static Map<String, Integer> members(JsonReader json) {
        Map<String, Integer> positions = new HashMap<>();
        json.beginObject();
        while (json.hasNext()) {
            String name = json.nextName();
            positions.putIfAbsent(name, json.position());
            json.skipValue();
        }
        json.endObject();
        return positions;
    }

    /** Where the value of a key begins, or {@link #ABSENT}. */
    int position(String key) {
        return positions.getOrDefault(key, ABSENT);
    }

    /** A reader before the value of a key that is there. */
    JsonReader readerAt(String key) {
        return readerAt(position(key));
    }

    /** A reader before a value. */
    JsonReader readerAt(int position) {
        JsonReader json = new JsonReader(body);
        json.seek(position);
        return json;
    }

    /**
     * The signature asked for; empty text when none is named.
     *
     * @throws ServingException INVALID_ARGUMENT when it is no string
     */
    String signatureName() {
        if (position(SIGNATURE) == ABSENT) {
            return "";
        }
        JsonReader json = readerAt(SIGNATURE);
        if (json.peek() != Token.STRING) {
            throw misformed(
                    "not formatted correctly. 'signature_name' key must be a string value.");
        }
        return json.string();
    }

    /** An error that shows the whole body. */
    ServingException misformed(String text) {
        return ServingException.invalidArgument(
                "JSON Value: " + Quote.of(body, start) + " " + text);
    }

    Bytes body() {
        return body;
    }
}
