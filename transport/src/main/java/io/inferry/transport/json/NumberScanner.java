package io.inferry.transport.json;

import java.nio.charset.StandardCharsets;

/**
 * Reads one number token into {@code ±digits × 10^exponent}, and rounds it. The digits are exact up
 * to 19; longer tokens keep their first 19 and are marked cut.
 */
final class NumberScanner {
    private static final int DIGITS_MAX = 19;
    private static final long EXPONENT_MAX = 1_000_000_000_000L;
    private static final long[] POWERS = {
        1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000
    };

    private final Cursor cursor;
    private final byte[] array;
    private final int limit;

    /** The token that was read: from begin to end, the digits with their point up to digitsEnd. */
    private int begin = -1;

    private int digitsEnd;
    private int end;
    private boolean negative;
    private boolean integer;
    private int digitsCut;
    private long digits;
    private long exponent;

    /** NaN or an infinity where the token is one; else 0. */
    private double special;

    NumberScanner(Cursor cursor) {
        this.cursor = cursor;
        this.array = cursor.array();
        this.limit = cursor.limit();
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
        special = 0;
        digitsCut = 0;
        exponent = 0;
        negative = array[position] == '-';
        int first = negative ? position + 1 : position;
        int at = scanInteger(first);
        if (at == first) {
            scanSpecial(at);
        } else {
            if (at < limit && array[at] == '.') {
                at = scanFraction(at + 1);
            }
            digitsEnd = at;
            if (at - first > DIGITS_MAX) {
                cutDigits(first);
            }
            if (at < limit && (array[at] | 0x20) == 'e') {
                at = scanExponent(at + 1);
            }
            end = at;
        }
        begin = position;
    }

    /** A zero stands alone: what follows it is not part of the number. */
    private int scanInteger(int first) {
        integer = true;
        long value = 0;
        int at = first;
        while (at < limit) {
            int digit = array[at] - '0';
            if (digit < 0 || digit > 9 || (at > first && value == 0 && array[first] == '0')) {
                break;
            }
            value = value * 10 + digit;
            at++;
        }
        digits = value;
        return at;
    }

    private int scanFraction(int first) {
        integer = false;
        long value = digits;
        int at = first;
        int count = Digits.AT_ONCE;
        while (count == Digits.AT_ONCE && at <= limit - Digits.AT_ONCE) {
            long loaded = Digits.load(array, at);
            count = Digits.count(loaded);
            if (count > 0) {
                value = value * POWERS[count] + Digits.value(loaded, count);
                at += count;
            }
        }
        while (at < limit && array[at] >= '0' && array[at] <= '9') {
            value = value * 10 + (array[at] - '0');
            at++;
        }
        if (at == first) {
            throw cursor.syntaxAt(JsonSyntaxException.MISSING_FRACTION, at);
        }
        digits = value;
        exponent = (long) first - at;
        return at;
    }

    /** Takes the digits again, leading zeros apart, and only as many as fit. */
    private void cutDigits(int first) {
        int at = first;
        while (at < digitsEnd && (array[at] == '0' || array[at] == '.')) {
            at++;
        }
        long value = 0;
        int taken = 0;
        for (; at < digitsEnd; at++) {
            if (array[at] == '.') {
                continue;
            }
            if (taken < DIGITS_MAX) {
                value = value * 10 + (array[at] - '0');
                taken++;
            } else {
                digitsCut++;
            }
        }
        digits = value;
        exponent += digitsCut;
    }

    private int scanExponent(int from) {
        integer = false;
        int at = from;
        boolean minus = at < limit && array[at] == '-';
        if (minus || (at < limit && array[at] == '+')) {
            at++;
        }
        int first = at;
        long value = 0;
        while (at < limit && array[at] >= '0' && array[at] <= '9') {
            value = Math.min(value * 10 + (array[at] - '0'), EXPONENT_MAX);
            at++;
        }
        if (at == first) {
            throw cursor.syntaxAt(JsonSyntaxException.MISSING_EXPONENT, at);
        }
        exponent += minus ? -value : value;
        return at;
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
                || (digits == Long.divideUnsigned(-1L, 10) && array[end - 1] <= '5');
    }

    private long magnitude() {
        return exponent == 0 ? digits : digits * 10 + (array[end - 1] - '0');
    }

    float toFloat() {
        if (special != 0) {
            return (float) special;
        }
        float value =
                digitsCut > 0
                        ? Float.intBitsToFloat((int) roundCut(BinaryFormat.FLOAT32))
                        : BinaryRounding.toFloat(digits, exponent);
        return negative ? -value : value;
    }

    double toDouble() {
        if (special != 0) {
            return special;
        }
        double value =
                digitsCut > 0
                        ? Double.longBitsToDouble(roundCut(BinaryFormat.FLOAT64))
                        : BinaryRounding.toDouble(digits, exponent);
        return negative ? -value : value;
    }

    short toFloat16() {
        if (special != 0) {
            return Float.floatToFloat16((float) special);
        }
        return (short) (roundCut(BinaryFormat.FLOAT16) | (negative ? 0x8000 : 0));
    }

    short toBfloat16() {
        if (special != 0) {
            return (short) (Float.floatToRawIntBits((float) special) >>> Short.SIZE);
        }
        return (short) (roundCut(BinaryFormat.BFLOAT16) | (negative ? 0x8000 : 0));
    }

    /** The truth lies between the digits and one more: mostly both round to the same number. */
    private long roundCut(BinaryFormat format) {
        long below = format.round(digits, exponent);
        if (digitsCut == 0 || below == format.round(digits + 1, exponent)) {
            return below;
        }
        int first = negative ? begin + 1 : begin;
        String text = new String(array, first, digitsEnd - first, StandardCharsets.ISO_8859_1);
        return new ExactRounding(format).choose(below, text, exponent - digitsCut);
    }
}
