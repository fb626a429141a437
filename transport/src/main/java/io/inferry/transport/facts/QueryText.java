package io.inferry.transport.facts;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Parameters of a URL's query: percent-decoded UTF-8, where a plus is a plus (RFC 3986). */
public final class QueryText {
    private QueryText() {}

    /**
     * The first value of a parameter; empty text for one without an equals sign.
     *
     * @param query as sent, without the question mark
     * @return empty when there is none, or its encoding is broken
     */
    public static Optional<String> value(String query, String name) {
        int start = 0;
        while (start < query.length()) {
            int end = query.indexOf('&', start);
            end = end < 0 ? query.length() : end;
            int equals = query.indexOf('=', start);
            int nameEnd = equals < 0 || equals > end ? end : equals;
            if (decode(query.substring(start, nameEnd)).filter(name::equals).isPresent()) {
                return decode(query.substring(Math.min(nameEnd + 1, end), end));
            }
            start = end + 1;
        }
        return Optional.empty();
    }

    private static Optional<String> decode(String text) {
        byte[] bytes = new byte[text.length()];
        int length = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '%') {
                bytes[length++] = (byte) c;
                continue;
            }
            int value = i + 2 < text.length() ? hex(text, i + 1) : -1;
            if (value < 0) {
                return Optional.empty();
            }
            bytes[length++] = (byte) value;
            i += 2;
        }
        try {
            var decoder = StandardCharsets.UTF_8.newDecoder();
            return Optional.of(decoder.decode(ByteBuffer.wrap(bytes, 0, length)).toString());
        } catch (CharacterCodingException notUtf8) {
            return Optional.empty();
        }
    }

    /** Two hexadecimal digits; -1 when they are none. */
    private static int hex(String text, int at) {
        int high = Character.digit(text.charAt(at), 16);
        int low = Character.digit(text.charAt(at + 1), 16);
        return high < 0 || low < 0 ? -1 : high << 4 | low;
    }
}
