package io.inferry.transport.json;

/** Writes strings: quotes, escapes, everything else as it is. */
final class StringText {
    private static final String HEX = "0123456789abcdef";

    private StringText() {}

    static void put(ByteSink sink, byte[] text) {
        sink.put((byte) '"');
        int plain = 0;
        for (int i = 0; i < text.length; i++) {
            byte c = text[i];
            if (c == '"' || c == '\\' || (c >= 0 && c < ' ')) {
                sink.put(text, plain, i);
                putEscaped(sink, c);
                plain = i + 1;
            }
        }
        sink.put(text, plain, text.length);
        sink.put((byte) '"');
    }

    private static void putEscaped(ByteSink sink, byte c) {
        switch (c) {
            case '"' -> sink.put("\\\"");
            case '\\' -> sink.put("\\\\");
            case '\b' -> sink.put("\\b");
            case '\f' -> sink.put("\\f");
            case '\n' -> sink.put("\\n");
            case '\r' -> sink.put("\\r");
            case '\t' -> sink.put("\\t");
            default -> {
                sink.put("\\u00");
                sink.put((byte) HEX.charAt(c >> 4));
                sink.put((byte) HEX.charAt(c & 0xF));
            }
        }
    }
}
