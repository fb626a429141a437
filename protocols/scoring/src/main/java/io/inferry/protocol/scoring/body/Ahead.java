package io.inferry.protocol.scoring.body;

import io.inferry.transport.http.Bytes;
import io.inferry.transport.json.Base64Object;
import io.inferry.transport.json.JsonReader;
import io.inferry.transport.json.Token;

/**
 * What a value begins with.
 *
 * @param kind of the value
 * @param row the kind of its first element; {@link Token#END} where it is no list or an empty one
 * @param name the first member's of the value, or of its first element; empty text for none
 */
record Ahead(Token kind, Token row, String name) {
    /** Looks at the value at a position. */
    static Ahead at(Bytes body, int position) {
        JsonReader json = new JsonReader(body);
        json.seek(position);
        Token kind = json.peek();
        if (kind != Token.ARRAY) {
            return new Ahead(kind, Token.END, firstName(json));
        }
        json.beginArray();
        Token row = json.hasNext() ? json.peek() : Token.END;
        return new Ahead(kind, row, firstName(json));
    }

    private static String firstName(JsonReader json) {
        if (json.peek() != Token.OBJECT || Base64Object.isAhead(json)) {
            return "";
        }
        json.beginObject();
        return json.hasNext() ? json.nextName() : "";
    }
}
