package io.inferry.transport.json;

import java.util.Base64;

/**
 * Bytes in JSON: an object with exactly one member, {@code "b64"}, a string of standard base64 with
 * or without padding.
 */
public final class Base64Object {
    private static final String KEY = "b64";

    private Base64Object() {}

    /** Whether the value ahead is such an object, be its base64 right or not; reads nothing. */
    public static boolean isAhead(JsonReader reader) {
        if (reader.peek() != Token.OBJECT) {
            return false;
        }
        JsonReader ahead = reader.lookAhead();
        ahead.beginObject();
        if (!ahead.hasNext() || !ahead.nextName().equals(KEY) || ahead.peek() != Token.STRING) {
            return false;
        }
        ahead.skipValue();
        return !ahead.hasNext();
    }

    /**
     * Reads such an object.
     *
     * @throws JsonTypeException when it is none, or its base64 is wrong; then nothing is read
     */
    public static byte[] read(JsonReader reader) {
        if (!isAhead(reader)) {
            throw reader.unexpected("{\"b64\": ...}");
        }
        JsonReader ahead = reader.lookAhead();
        ahead.beginObject();
        ahead.nextName();
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(ahead.stringBytes());
        } catch (IllegalArgumentException wrong) {
            throw reader.unexpected("base64");
        }
        reader.skipValue();
        return bytes;
    }
}
