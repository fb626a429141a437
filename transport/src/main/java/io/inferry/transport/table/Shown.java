package io.inferry.transport.table;

import io.inferry.transport.json.JsonReader;

/** What callers sent, as error texts show it: no longer than a line. */
final class Shown {
    static final int LENGTH_MAX = 200;

    private Shown() {}

    static String cut(String text) {
        return text.length() <= LENGTH_MAX ? text : text.substring(0, LENGTH_MAX) + "...";
    }

    /** The value ahead. */
    static String value(JsonReader json) {
        return json.hasNext() ? json.snippet(LENGTH_MAX) : "nothing";
    }
}
