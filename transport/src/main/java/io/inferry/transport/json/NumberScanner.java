package io.inferry.transport.json;

import java.nio.charset.StandardCharsets;

/**
 * Reads one number token into {@code ±digits × 10^exponent}, and rounds it. The digits are exact up
 * to 19; longer tokens keep their first 19 and are marked cut.
 */
final class NumberScanner {
    private static final int DIGITS_MAX = 19;
    private static final long EXPONENT_MAX = 1_000_000_000_000L;

    private final Cursor cursor;
    private int begin = -1;
    private int end;
    private boolean negative;
    private boolean integer;
    private long digits;
    private long exponent;

    /** NaN or an infinity where the token is one; else 0. */
    private double special;

    NumberScanner(Cursor cursor) {
        this.cursor = cursor;
    }

    int end() {
        return end;
    }

    boolean isInteger() {
        return integer;
    }

    /** Reads the token at {@code position}; a second call there costs nothing. */
    void scan(int position) {
        if (position == begin) {
            return;
        }
        byte[] array = cursor.array();
        int limit = cursor.limit();
        int at = position;
        special = 0;
        negative = array[at] == '-';
        if (negative) {
            at++;
        }
        int first = at;
        at = digitsEnd(at, limit);
        if (at == first) {
            scanSpecial(at);
            begin = position;
            return;
        }
        if (array[first] == '0') {
            at = first + 1;
        }
        integer = true;
        int fraction = 0;
        if (at < limit && array[at] == '.') {
            integer = false;
            int point = at;
            at = digitsEnd(point + 1, limit);
            fraction = at - point - 1;
            if (fraction == 0) {
                throw cursor.syntaxAt(JsonSyntaxException.MISSING_FRACTION, at);
            }
        }
        accumulate(first, at, fraction);
        if (at < limit && (array[at] | 0x20) == 'e') {
            integer = false;
            at = scanExponent(at + 1);
        }
        end = at;
        begin = position;
    }

    private int digitsEnd(int at, int limit) {
        byte[] array = cursor.array();
        while (at < limit && array[at] >= '0' && array[at] <= '9') {
            at++;
        }
        return at;
    }

    private void accumulate(int from, int to, int fraction) {
        byte[] array = cursor.array();
        int at = from;
        while (at < to && (array[at] == '0' || array[at] == '.')) {
            at++;
        }
        long value = 0;
        int taken = 0;
        int left = 0;
        for (; at < to; at++) {
            if (array[at] == '.') {
                continue;
            }
            if (taken < DIGITS_MAX) {
                value = value * 10 + (array[at] - '0');
                taken++;
            } else {
                left++;
            }
        }
        digits = value;
        exponent = (long) left - fraction;
    }

    private int scanExponent(int from) {
        byte[] array = cursor.array();
        int at = from;
        boolean minus = at < cursor.limit() && array[at] == '-';
        if (minus || (at < cursor.limit() && array[at] == '+')) {
            at++;
        }
        int to = digitsEnd(at, cursor.limit());
        if (to == at) {
            throw cursor.syntaxAt(JsonSyntaxException.MISSING_EXPONENT, at);
        }
        long value = 0;
        for (; at < to; at++) {
            value = Math.min(value * 10 + (array[at] - '0'), EXPONENT_MAX);
        }
        exponent += minus ? -value : value;
        return to;
    }

    /** Also the spellings that RapidJSON takes beside: {@code Inf}, {@code -NaN}. */
    private void scanSpecial(int at) {
        integer = false;
        if (cursor.reads(at, "NaN")) {
            special = Double.NaN;
            end = at + 3;
        } else if (cursor.reads(at, "Inf")) {
            special = negative ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
            end = at + (cursor.reads(at, "Infinity") ? 8 : 3);
        } else {
            throw cursor.syntaxAt(JsonSyntaxException.INVALID_VALUE, at);
        }
    }

    boolean fitsLong() {
        if (!fitsUnsignedDigits()) {
            return false;
        }
        long magnitude = magnitude();
        return negative ? magnitude - 1 >= -1 : magnitude >= 0;
    }

    boolean fitsUnsignedLong() {
        return fitsUnsignedDigits() && (!negative || digits == 0);
    }

    /** The value, where it fits a long or an unsigned long. */
    long toLong() {
        return negative ? -magnitude() : magnitude();
    }

    /** Whether the digits without sign fit 64 bits: 19 always do, 20 only up to 2^64 - 1. */
    private boolean fitsUnsignedDigits() {
        if (!integer || exponent > 1) {
            return false;
        }
        return exponent == 0
                || Long.compareUnsigned(digits, Long.divideUnsigned(-1L, 10)) < 0
                || (digits == Long.divideUnsigned(-1L, 10) && cursor.array()[end - 1] <= '5');
    }

    private long magnitude() {
        return exponent == 0 ? digits : digits * 10 + (cursor.array()[end - 1] - '0');
    }

    float toFloat() {
        if (special != 0) {
            return (float) special;
        }
        return Float.parseFloat(token());
    }

    double toDouble() {
        if (special != 0) {
            return special;
        }
        return Double.parseDouble(token());
    }

    short toFloat16() {
        return Float.floatToFloat16((float) toDouble());
    }

    short toBfloat16() {
        return (short) (Float.floatToRawIntBits((float) toDouble()) >>> 16);
    }

    private String token() {
        return new String(cursor.array(), begin, end - begin, StandardCharsets.ISO_8859_1);
    }
}
