package io.inferry.experiment.evidence.outputs;

/**
 * Fixed bins for numbers of any size: 64 for each doubling, so 1.1 to 1.6 % wide, from 2⁻²⁴ to 2²⁴
 * on both sides of zero. Fixed, so that replicas and restarts need not agree on anything; fine, so
 * that they can be joined to equal parts of what the control answers.
 */
final class ValueBins {
    private static final int PER_DOUBLING_BITS = 6;
    private static final int EXPONENT_MIN = -24;
    private static final int EXPONENT_MAX = 24;
    private static final int SIDE = (EXPONENT_MAX - EXPONENT_MIN) << PER_DOUBLING_BITS;
    private static final int MANTISSA_BITS = 52;
    private static final long FIRST = bits(EXPONENT_MIN);

    /** Number of bins. */
    static final int SIZE = 2 * SIDE + 1;

    private ValueBins() {}

    private static long bits(int exponent) {
        return (long) (exponent + Double.MAX_EXPONENT) << PER_DOUBLING_BITS;
    }

    /** The bin of a finite number; ascending with it. What is too large is in the outermost. */
    static int of(double value) {
        long magnitude =
                Double.doubleToRawLongBits(Math.abs(value)) >>> (MANTISSA_BITS - PER_DOUBLING_BITS);
        if (magnitude < FIRST) {
            return SIDE;
        }
        int step = (int) Math.min(magnitude - FIRST + 1, SIDE);
        return value > 0 ? SIDE + step : SIDE - step;
    }
}
