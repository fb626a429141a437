package io.inferry.transport.json;

/** Writes numbers, without garbage. */
final class NumberText {
    private static final int LENGTH_MAX = 32;

    /** From 1e16 on, and below 1e-4, numbers are written with an exponent. */
    private static final int PLAIN_DIGITS_MAX = 16;

    private static final int PLAIN_ZEROS_MAX = 4;

    private static final byte[] PAIRS = pairs();
    private static final long[] POWERS = powers();

    private final ByteSink sink;
    private final FloatStyle style;
    private final ShortestDecimal shortest = new ShortestDecimal();
    private final RoundedDecimal nineDigits = RoundedDecimal.ofFloat32();
    private final RoundedDecimal seventeenDigits = RoundedDecimal.ofFloat64();

    NumberText(ByteSink sink, FloatStyle style) {
        this.sink = sink;
        this.style = style;
    }

    private static long[] powers() {
        long[] powers = new long[19];
        powers[0] = 1;
        for (int i = 1; i < powers.length; i++) {
            powers[i] = 10 * powers[i - 1];
        }
        return powers;
    }

    private static byte[] pairs() {
        byte[] pairs = new byte[200];
        for (int i = 0; i < 100; i++) {
            pairs[2 * i] = (byte) ('0' + i / 10);
            pairs[2 * i + 1] = (byte) ('0' + i % 10);
        }
        return pairs;
    }

    void put(long value) {
        if (value == Long.MIN_VALUE) {
            sink.put("-9223372036854775808");
            return;
        }
        if (value < 0) {
            sink.put((byte) '-');
        }
        putDigits(Math.abs(value));
    }

    void putUnsigned(long value) {
        if (value >= 0) {
            putDigits(value);
            return;
        }
        long tens = Long.divideUnsigned(value, 10);
        putDigits(tens);
        sink.put((byte) ('0' + (value - tens * 10)));
    }

    void put(float value) {
        int bits = Float.floatToRawIntBits(value);
        if (bits < 0 && value <= 0) {
            sink.put((byte) '-');
        }
        if (Float.isFinite(value)) {
            putFinite(BinaryFormat.FLOAT32, bits & Integer.MAX_VALUE, nineDigits);
        } else {
            sink.put(Float.isNaN(value) ? "NaN" : "Infinity");
        }
    }

    void put(double value) {
        long bits = Double.doubleToRawLongBits(value);
        if (bits < 0 && value <= 0) {
            sink.put((byte) '-');
        }
        if (Double.isFinite(value)) {
            putFinite(BinaryFormat.FLOAT64, bits & Long.MAX_VALUE, seventeenDigits);
        } else {
            sink.put(Double.isNaN(value) ? "NaN" : "Infinity");
        }
    }

    private void putFinite(BinaryFormat format, long bits, RoundedDecimal rounded) {
        if (bits == 0) {
            sink.put("0.0");
            return;
        }
        switch (style) {
            case SHORTEST -> {
                shortest.find(format, bits);
                int length = length(shortest.digits());
                int exponent = shortest.exponent() + length - 1;
                putDecimal(shortest.digits(), length, exponent, PLAIN_DIGITS_MAX);
            }
            case TENSORFLOW_SERVING -> {
                rounded.find(bits);
                putDecimal(
                        rounded.digits(), rounded.length(), rounded.exponent(), rounded.length());
            }
        }
    }

    /** As C's {@code %g} lays digits out, without the zeros at the end; {@code .0} if need be. */
    private void putDecimal(long digits, int length, int exponent, int plainDigitsMax) {
        byte[] array = sink.reserve(LENGTH_MAX);
        int start = sink.length();
        boolean plain = exponent >= -PLAIN_ZEROS_MAX && exponent < plainDigitsMax;
        int at = start;
        if (plain && exponent < 0) {
            array[at++] = '0';
            array[at++] = '.';
            for (int i = exponent + 1; i < 0; i++) {
                array[at++] = '0';
            }
            sink.length(trimmed(array, fill(array, at, digits, length)));
            return;
        }
        // One place is left for the point; the digits before it move down.
        int before = plain ? exponent + 1 : 1;
        int end = fill(array, start + 1, digits, length);
        for (int i = 0; i < Math.min(before, length); i++) {
            array[start + i] = array[start + 1 + i];
        }
        while (end <= start + before) {
            array[end - 1] = '0';
            end++;
        }
        array[start + before] = '.';
        end = trimmed(array, end);
        sink.length(plain ? pointAndZero(array, end) : exponentEnd(array, end, exponent));
    }

    /** Writes exactly {@code length} digits; where they end. */
    private static int fill(byte[] array, int start, long digits, int length) {
        long rest = digits;
        int at = start + length;
        while (at - start >= 2) {
            long hundreds = rest / 100;
            int pair = (int) (rest - hundreds * 100) << 1;
            array[--at] = PAIRS[pair + 1];
            array[--at] = PAIRS[pair];
            rest = hundreds;
        }
        if (at > start) {
            array[--at] = (byte) ('0' + rest);
        }
        return start + length;
    }

    /** There is a digit other than zero, or a point. */
    private static int trimmed(byte[] array, int end) {
        int trimmed = end;
        while (array[trimmed - 1] == '0') {
            trimmed--;
        }
        return trimmed;
    }

    private static int pointAndZero(byte[] array, int end) {
        if (array[end - 1] != '.') {
            return end;
        }
        array[end] = '0';
        return end + 1;
    }

    private static int exponentEnd(byte[] array, int end, int exponent) {
        int at = array[end - 1] == '.' ? end - 1 : end;
        array[at++] = 'e';
        array[at++] = (byte) (exponent < 0 ? '-' : '+');
        int magnitude = Math.abs(exponent);
        return fill(array, at, magnitude, magnitude < 100 ? 2 : 3);
    }

    private void putDigits(long value) {
        byte[] array = sink.reserve(LENGTH_MAX);
        sink.length(fill(array, sink.length(), value, length(value)));
    }

    /** Decimal digits of a number that is not negative; 1 for zero. */
    private static int length(long value) {
        int atMost = (((Long.SIZE - Long.numberOfLeadingZeros(value | 1)) * 1233) >> 12) + 1;
        return value < POWERS[atMost - 1] && atMost > 1 ? atMost - 1 : atMost;
    }
}
