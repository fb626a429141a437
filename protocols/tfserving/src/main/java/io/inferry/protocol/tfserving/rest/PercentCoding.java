package io.inferry.protocol.tfserving.rest;

import java.nio.charset.StandardCharsets;

/**
 * Percent-decoding as upstream does it (libcurl's): a percent sign that two hexadecimal digits do
 * not follow stays as it is, and a plus is a plus.
 */
final class PercentCoding {
    private PercentCoding() {}

    static String decode(String text) {
        return text.indexOf('%') < 0 ? text : decodeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String decodeBytes(byte[] source) {
        byte[] decoded = new byte[source.length];
        int length = 0;
        for (int i = 0; i < source.length; i++) {
            int value = source[i] == '%' && i + 2 < source.length ? hex(source, i + 1) : -1;
            if (value >= 0) {
                decoded[length++] = (byte) value;
                i += 2;
            } else {
                decoded[length++] = source[i];
            }
        }
        return new String(decoded, 0, length, StandardCharsets.UTF_8);
    }

    private static int hex(byte[] source, int at) {
        int high = Character.digit((char) source[at], 16);
        int low = Character.digit((char) source[at + 1], 16);
        return high < 0 || low < 0 ? -1 : high << 4 | low;
    }
}
