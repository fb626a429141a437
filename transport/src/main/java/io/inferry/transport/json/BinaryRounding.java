package io.inferry.transport.json;

/**
 * Rounds {@code digits × 10^exponent} to float32 and float64: by one operation in float64 where
 * both sides are exact there (W. Clinger, How to Read Floating-Point Numbers Accurately, 1990),
 * else by {@link BinaryFormat#round}.
 */
final class BinaryRounding {
    private static final long EXACT_DIGITS_MAX = 1L << 53;
    private static final int EXACT_EXPONENT_MAX = 22;
    private static final double[] EXACT_POWERS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
        1e17, 1e18, 1e19, 1e20, 1e21, 1e22
    };

    /** What a float64 has more than a float32, and how that looks halfway between two floats. */
    private static final long BEYOND_FLOAT = (1L << 29) - 1;

    private static final long HALFWAY_OF_FLOAT = 1L << 28;

    private BinaryRounding() {}

    /** The nearest float32; {@code digits} is unsigned. */
    static float toFloat(long digits, long exponent) {
        if (isExact(digits, exponent)) {
            double rounded = scaled(digits, (int) exponent);
            // Rounding a second time is right unless the first one hit the middle of two floats.
            if ((Double.doubleToRawLongBits(rounded) & BEYOND_FLOAT) != HALFWAY_OF_FLOAT) {
                return (float) rounded;
            }
        }
        return Float.intBitsToFloat((int) BinaryFormat.FLOAT32.round(digits, exponent));
    }

    /** The nearest float64; {@code digits} is unsigned. */
    static double toDouble(long digits, long exponent) {
        return isExact(digits, exponent)
                ? scaled(digits, (int) exponent)
                : Double.longBitsToDouble(BinaryFormat.FLOAT64.round(digits, exponent));
    }

    private static boolean isExact(long digits, long exponent) {
        return digits >= 0
                && digits <= EXACT_DIGITS_MAX
                && exponent >= -EXACT_EXPONENT_MAX
                && exponent <= EXACT_EXPONENT_MAX;
    }

    private static double scaled(long digits, int exponent) {
        return exponent < 0 ? digits / EXACT_POWERS[-exponent] : digits * EXACT_POWERS[exponent];
    }
}
