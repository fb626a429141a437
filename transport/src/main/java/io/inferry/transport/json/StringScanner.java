package io.inferry.transport.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads one string: finds its end, checks its UTF-8, undoes its escapes. */
final class StringScanner {
    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final int LONGEST_ESCAPED_CODE_POINT = 4;

    private final Cursor cursor;

    /** The string's bytes: a part of the document, or of {@link #unescaped} when it has escapes. */
    private byte[] bytes = {};

    private byte[] unescaped = {};
    private int from;
    private int to;
    private boolean ascii;

    StringScanner(Cursor cursor) {
        this.cursor = cursor;
    }

    /**
     * Reads the string whose first character is at {@code position}; where the string ended, behind
     * the quotation mark.
     */
    int scan(int position) {
        byte[] array = cursor.array();
        ascii = true;
        bytes = array;
        from = position;
        int at = position;
        while (true) {
            at = plainEnd(at);
            if (at >= cursor.limit()) {
                throw cursor.syntaxAt(JsonSyntaxException.MISSING_QUOTE, cursor.limit());
            }
            int c = array[at];
            if (c == '"') {
                to = at;
                return at + 1;
            }
            if (c == '\\') {
                return scanEscaped(at);
            }
            at = checkedUtf8End(at);
        }
    }

    String asString() {
        return new String(
                bytes,
                from,
                to - from,
                ascii ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
    }

    byte[] asBytes() {
        return Arrays.copyOfRange(bytes, from, to);
    }

    /** Where the run of plain ASCII that starts at {@code at} ends. */
    private int plainEnd(int at) {
        byte[] array = cursor.array();
        int limit = cursor.limit();
        while (at <= limit - Long.BYTES) {
            long chunk = (long) LONGS.get(array, at);
            long quote = chunk ^ (ONES * '"');
            long backslash = chunk ^ (ONES * '\\');
            long special =
                    ((chunk - ONES * ' ') | (quote - ONES) | (backslash - ONES) | chunk)
                            & HIGH_BITS;
            if (special != 0) {
                at += Long.numberOfTrailingZeros(special) >>> 3;
                break;
            }
            at += Long.BYTES;
        }
        while (at < limit && isPlain(array[at])) {
            at++;
        }
        return at;
    }

    private static boolean isPlain(byte c) {
        return c >= ' ' && c != '"' && c != '\\';
    }

    /** Behind the multi-byte character at {@code at}; it is not ASCII, or a control character. */
    private int checkedUtf8End(int at) {
        int length = Utf8.length(cursor.array(), at, cursor.limit());
        if (length == 0) {
            throw cursor.syntaxAt(JsonSyntaxException.INVALID_ENCODING, at);
        }
        ascii = false;
        return at + length;
    }

    private int scanEscaped(int firstEscape) {
        int length = firstEscape - from;
        if (unescaped.length < length) {
            unescaped = new byte[Math.max(2 * length, 64)];
        }
        System.arraycopy(cursor.array(), from, unescaped, 0, length);
        int at = firstEscape;
        while (true) {
            if (at >= cursor.limit()) {
                throw cursor.syntaxAt(JsonSyntaxException.MISSING_QUOTE, cursor.limit());
            }
            int c = cursor.array()[at];
            if (c == '"') {
                bytes = unescaped;
                from = 0;
                to = length;
                return at + 1;
            }
            if (c == '\\') {
                int codePoint = escaped(at);
                reserve(length + LONGEST_ESCAPED_CODE_POINT);
                length = Utf8.put(unescaped, length, codePoint);
                ascii &= codePoint < 0x80;
                at = escapeEnd;
            } else {
                int end = isPlain((byte) c) ? plainEnd(at) : checkedUtf8End(at);
                reserve(length + end - at);
                System.arraycopy(cursor.array(), at, unescaped, length, end - at);
                length += end - at;
                at = end;
            }
        }
    }

    private void reserve(int size) {
        if (size > unescaped.length) {
            unescaped = Arrays.copyOf(unescaped, Math.max(size, 2 * unescaped.length));
        }
    }

    private int escapeEnd;

    /** The code point that the escape at {@code at} means; {@link #escapeEnd} is behind it. */
    private int escaped(int at) {
        int c = at + 1 < cursor.limit() ? cursor.array()[at + 1] : -1;
        escapeEnd = at + 2;
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode(at);
            default -> throw cursor.syntaxAt(JsonSyntaxException.INVALID_ESCAPE, at);
        };
    }

    private int unicode(int at) {
        int first = hex(at + 2);
        escapeEnd = at + 6;
        if (!Character.isSurrogate((char) first)) {
            return first;
        }
        boolean paired =
                Character.isHighSurrogate((char) first)
                        && at + 7 < cursor.limit()
                        && cursor.array()[at + 6] == '\\'
                        && cursor.array()[at + 7] == 'u';
        int second = paired ? hex(at + 8) : 0;
        if (!Character.isLowSurrogate((char) second)) {
            throw cursor.syntaxAt(JsonSyntaxException.INVALID_SURROGATE, at);
        }
        escapeEnd = at + 12;
        return Character.toCodePoint((char) first, (char) second);
    }

    private int hex(int at) {
        int value = 0;
        for (int i = at; i < at + 4; i++) {
            int digit = i < cursor.limit() ? Character.digit(cursor.array()[i], 16) : -1;
            if (digit < 0) {
                throw cursor.syntaxAt(JsonSyntaxException.INVALID_HEX, Math.min(i, cursor.limit()));
            }
            value = value << 4 | digit;
        }
        return value;
    }
}
