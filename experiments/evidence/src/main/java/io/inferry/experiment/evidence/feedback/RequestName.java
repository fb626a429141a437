package io.inferry.experiment.evidence.feedback;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A request's id as servers make them: eight hexadecimal digits of the server, a dash, and a count
 * in hexadecimal digits.
 */
record RequestName(int server, long count) {
    private static final int SERVER_DIGITS = 8;
    private static final int LENGTH_MAX = SERVER_DIGITS + 1 + 15;
    private static final int BITS = 4;

    /** Reads an id; null when no server makes such. */
    static @Nullable RequestName of(String id) {
        int length = id.length();
        if (length < SERVER_DIGITS + 2
                || length > LENGTH_MAX
                || id.charAt(SERVER_DIGITS) != '-'
                || id.charAt(SERVER_DIGITS + 1) == '0') {
            return null;
        }
        long server = digits(id, 0, SERVER_DIGITS);
        long count = digits(id, SERVER_DIGITS + 1, length);
        return server < 0 || count < 0 ? null : new RequestName((int) server, count);
    }

    /** As servers write it. */
    String text() {
        return HexFormat.of().toHexDigits(server) + "-" + Long.toHexString(count);
    }

    /** The number; −1 where a character is no lower-case digit. */
    private static long digits(String text, int from, int to) {
        long number = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
            if (digit < 0) {
                return -1;
            }
            number = (number << BITS) | digit;
        }
        return number;
    }
}
