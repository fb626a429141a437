package io.inferry.transport.json;

/**
 * Reads the numbers that nearly all tensors consist of, without leaving the registers: a sign, up
 * to seven digits, a fraction that fits 19 digits. Whatever else comes, {@link NumberScanner}
 * reads.
 */
final class PlainNumber {
    /** Bytes that a scan may look at beyond its start. */
    static final int REACH = 48;

    /** What stands there is not plain. */
    static final int NONE = -1;

    private static final int DIGITS_MAX = 19;

    private static final long[] POWERS = {
        1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000
    };

    private long digits;
    private int fraction;
    private boolean negative;

    /** The digits, the point left out. */
    long digits() {
        return digits;
    }

    /** How many of the digits are behind the point; the token has a point if this is not 0. */
    int fraction() {
        return fraction;
    }

    boolean negative() {
        return negative;
    }

    /** The value, where there is no fraction. */
    long toLong() {
        return negative ? -digits : digits;
    }

    /**
     * Reads the number at {@code start}; the index behind it, or {@link #NONE}. That index does not
     * wait for the number's value, so that the processor can begin with the next one.
     */
    int scan(byte[] array, int start) {
        negative = array[start] == '-';
        int first = negative ? start + 1 : start;
        int digit = array[first] - '0';
        if (digit < 0 || digit > 9) {
            return NONE;
        }
        if (array[first + 1] != '.') {
            return scanLonger(array, first);
        }
        int at = first + 2;
        long loaded = Digits.load(array, at);
        int count = Digits.count(loaded);
        if (count == 0) {
            return NONE;
        }
        long value = digit * POWERS[count] + Digits.value(loaded, count);
        at += count;
        while (count == Digits.AT_ONCE) {
            if (at - first >= REACH - Digits.AT_ONCE) {
                return NONE;
            }
            loaded = Digits.load(array, at);
            count = Digits.count(loaded);
            value = value * POWERS[count] + Digits.value(loaded, count);
            at += count;
        }
        digits = value;
        fraction = at - first - 2;
        boolean fits = fraction < DIGITS_MAX || (fraction == DIGITS_MAX && digit == 0);
        return fits && (array[at] | 0x20) != 'e' ? at : NONE;
    }

    /** More than one digit before the point, or no point. */
    private int scanLonger(byte[] array, int first) {
        long loaded = Digits.load(array, first);
        int integer = Digits.count(loaded);
        if (integer == Digits.AT_ONCE || (integer > 1 && array[first] == '0')) {
            return NONE;
        }
        long value = Digits.value(loaded, integer);
        int at = first + integer;
        if (array[at] == '.') {
            at++;
            int count;
            do {
                loaded = Digits.load(array, at);
                count = Digits.count(loaded);
                value = value * POWERS[count] + Digits.value(loaded, count);
                at += count;
            } while (count == Digits.AT_ONCE && at - first < REACH - 2 * Digits.AT_ONCE);
            if (at - first > DIGITS_MAX || at - first == integer + 1) {
                return NONE;
            }
        }
        digits = value;
        fraction = at - first - integer - (at - first == integer ? 0 : 1);
        return (array[at] | 0x20) != 'e' ? at : NONE;
    }
}
