package io.inferry.transport.json;

/** UTF-8 by the letter (Unicode 15, table 3-7): no overlong forms, no surrogates. */
final class Utf8 {
    private Utf8() {}

    /**
     * Bytes of the multi-byte character at {@code at}; 0 when there is none that is well-formed.
     */
    static int length(byte[] array, int at, int limit) {
        int first = array[at] & 0xFF;
        if (first < 0xC2 || first > 0xF4) {
            return 0;
        }
        int length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
        if (limit - at < length) {
            return 0;
        }
        int second = array[at + 1] & 0xFF;
        int lowest = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
        int highest = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
        if (second < lowest || second > highest) {
            return 0;
        }
        for (int i = at + 2; i < at + length; i++) {
            if ((array[i] & 0xC0) != 0x80) {
                return 0;
            }
        }
        return length;
    }

    /** Writes a code point that is no surrogate; where it ends. */
    static int put(byte[] array, int at, int codePoint) {
        if (codePoint < 0x80) {
            array[at] = (byte) codePoint;
            return at + 1;
        }
        if (codePoint < 0x800) {
            array[at] = (byte) (0xC0 | codePoint >> 6);
            array[at + 1] = continuation(codePoint);
            return at + 2;
        }
        if (codePoint < 0x10000) {
            array[at] = (byte) (0xE0 | codePoint >> 12);
            array[at + 1] = continuation(codePoint >> 6);
            array[at + 2] = continuation(codePoint);
            return at + 3;
        }
        array[at] = (byte) (0xF0 | codePoint >> 18);
        array[at + 1] = continuation(codePoint >> 12);
        array[at + 2] = continuation(codePoint >> 6);
        array[at + 3] = continuation(codePoint);
        return at + 4;
    }

    private static byte continuation(int bits) {
        return (byte) (0x80 | (bits & 0x3F));
    }
}
