package io.inferry.protocol.tfserving.rest;

import io.inferry.transport.http.Bytes;
import io.inferry.transport.json.JsonReader;
import io.inferry.transport.json.Token;
import java.util.BitSet;

/** A JSON value as error texts show it: laid out anew, and cut. */
final class Quote {
    private static final int BYTES_MAX = 256;

    private final JsonReader json;
    private final PrettyWriter out = PrettyWriter.likeRapidJson();
    private final BitSet objects = new BitSet();
    private int depth;

    private Quote(Bytes body, int position) {
        json = new JsonReader(body);
        json.seek(position);
    }

    /** The value at this position, which is known to be well-formed. */
    static String of(Bytes body, int position) {
        return new Quote(body, position).print();
    }

    private String print() {
        do {
            boolean inObject = depth > 0 && objects.get(depth - 1);
            if (depth > 0 && !json.hasNext()) {
                close(inObject);
                continue;
            }
            if (inObject) {
                out.key(json.nextName());
            }
            printOne(json.peek());
        } while (depth > 0 && out.length() < BYTES_MAX);
        boolean whole = depth == 0 && out.length() <= BYTES_MAX;
        return out.text(BYTES_MAX) + (whole ? "" : "...");
    }

    private void printOne(Token token) {
        switch (token) {
            case OBJECT -> {
                json.beginObject();
                out.beginObject();
                objects.set(depth++);
            }
            case ARRAY -> {
                json.beginArray();
                out.beginArray();
                objects.clear(depth++);
            }
            case STRING -> out.string(json.stringBytes());
            case NUMBER -> {
                out.token(json.snippet(BYTES_MAX));
                json.skipValue();
            }
            case TRUE, FALSE -> out.bool(json.bool());
            case NULL -> {
                json.nextNull();
                out.token("null");
            }
            case END -> throw new IllegalStateException("no value to quote");
        }
    }

    private void close(boolean object) {
        depth--;
        if (object) {
            json.endObject();
            out.endObject();
        } else {
            json.endArray();
            out.endArray();
        }
    }
}
