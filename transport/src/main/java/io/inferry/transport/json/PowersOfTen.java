package io.inferry.transport.json;

/**
 * Powers of ten as 128-bit fractions: {@code 10^q ≈ (high·2^64 + low) · 2^(binaryExponent(q) -
 * 127)} with the highest bit set. Powers from 0 to 55 are exact, other positive ones are cut off,
 * negative ones are rounded up, as the proof of Eisel and Lemire's algorithm wants it (D. Lemire,
 * Number Parsing at a Gigabyte per Second, 2021, section 6).
 */
final class PowersOfTen {
    /** Below it, 19 digits times the power are zero in float64. */
    static final int MIN = -342;

    /** Float64's smallest number times it has a digit before the point. */
    static final int MAX = 326;

    private static final long[] HIGH = new long[MAX - MIN + 1];
    private static final long[] LOW = new long[MAX - MIN + 1];

    static {
        // 192 bits keep the errors of all steps far below the 128 that are taken.
        WideFraction power = new WideFraction();
        for (int q = 0; q <= MAX; q++) {
            HIGH[q - MIN] = power.high();
            LOW[q - MIN] = power.middle();
            power.multiplyByFive();
        }
        power = new WideFraction();
        for (int q = -1; q >= MIN; q--) {
            power.divideByFive();
            LOW[q - MIN] = power.middle() + 1;
            HIGH[q - MIN] = power.high() + (LOW[q - MIN] == 0 ? 1 : 0);
        }
    }

    private PowersOfTen() {}

    /** The upper 64 bits. */
    static long high(int q) {
        return HIGH[q - MIN];
    }

    /** The lower 64 bits. */
    static long low(int q) {
        return LOW[q - MIN];
    }

    /** Floor of the binary logarithm of 10^q. */
    static int binaryExponent(int q) {
        return (q * 217_706) >> 16;
    }
}
