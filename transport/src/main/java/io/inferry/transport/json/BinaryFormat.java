package io.inferry.transport.json;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * A binary floating-point format of IEEE 754, and the rounding of decimals to it: nearest, ties to
 * even.
 *
 * @param fractionBits bits of the fraction that are stored
 * @param exponentMax the biased exponent of infinity
 * @param zeroExponent 64 bits of digits times ten to this, or less, are zero
 * @param infiniteExponent one digit times ten to this, or more, is infinite
 * @param tieExponentMin digits times ten to less than this are never halfway between two numbers
 * @param tieExponentMax nor are digits times ten to more than this
 */
record BinaryFormat(
        int fractionBits,
        int exponentMax,
        int zeroExponent,
        int infiniteExponent,
        int tieExponentMin,
        int tieExponentMax) {
    static final BinaryFormat FLOAT16 = new BinaryFormat(10, 0x1F, -27, 5, -26, 5);
    static final BinaryFormat BFLOAT16 = new BinaryFormat(7, 0xFF, -60, 39, -24, 3);
    static final BinaryFormat FLOAT32 = new BinaryFormat(23, 0xFF, -65, 39, -17, 10);
    static final BinaryFormat FLOAT64 = new BinaryFormat(52, 0x7FF, -343, 309, -4, 23);

    /**
     * The bits of the number nearest to {@code digits × 10^exponent}; {@code digits} is unsigned.
     * Lemire's algorithm (Number Parsing at a Gigabyte per Second, 2021) in the form that needs no
     * way out (N. Mushtak, D. Lemire, Fast Number Parsing Without Fallback, 2023).
     */
    long round(long digits, long exponent) {
        if (digits == 0 || exponent <= zeroExponent) {
            return 0;
        }
        if (exponent >= infiniteExponent) {
            return infinity();
        }
        int power = (int) exponent;
        int leadingZeros = Long.numberOfLeadingZeros(digits);
        long normal = digits << leadingZeros;
        long high = Math.unsignedMultiplyHigh(normal, PowersOfTen.high(power));
        long low = normal * PowersOfTen.high(power);
        long unsure = -1L >>> (fractionBits + 3);
        if ((high & unsure) == unsure) {
            long more = Math.unsignedMultiplyHigh(normal, PowersOfTen.low(power));
            low += more;
            if (Long.compareUnsigned(low, more) < 0) {
                high++;
            }
        }
        int upper = (int) (high >>> 63);
        int biased = PowersOfTen.binaryExponent(power) + 63 + upper - leadingZeros + bias();
        if (biased >= exponentMax) {
            return infinity();
        }
        int shift = upper + 61 - fractionBits + Math.max(0, 1 - biased);
        if (shift >= Long.SIZE) {
            return 0;
        }
        long halves = high >>> shift;
        if (isTie(high, low, shift, power)) {
            halves &= ~1L;
        }
        long significand = (halves + (halves & 1)) >>> 1;
        return ((long) Math.max(0, biased - 1) << fractionBits) + significand;
    }

    /** Whether the product lies exactly between two numbers, the lower of which is even. */
    private boolean isTie(long high, long low, int shift, int power) {
        return (low == 0 || low == 1)
                && power >= tieExponentMin
                && power <= tieExponentMax
                && (high >>> shift & 3) == 1
                && high >>> shift << shift == high;
    }

    /** The bits of infinity. */
    long infinity() {
        return (long) exponentMax << fractionBits;
    }

    private int bias() {
        return exponentMax >> 1;
    }

    /** The power of two that the significand of these bits, read as an integer, counts. */
    int exponentOf(long bits) {
        return Math.max(1, (int) (bits >>> fractionBits)) - bias() - fractionBits;
    }

    /** The significand of these bits as an integer. */
    long significandOf(long bits) {
        long fraction = bits & ((1L << fractionBits) - 1);
        return bits >>> fractionBits == 0 ? fraction : fraction | 1L << fractionBits;
    }

    /** Whether the next number below is only half as far as the next above. */
    boolean isFirstOfItsExponent(long bits) {
        return (bits & ((1L << fractionBits) - 1)) == 0 && bits >>> fractionBits > 1;
    }

    /** The number that finite bits mean. */
    BigDecimal exact(long bits) {
        return times2(BigInteger.valueOf(significandOf(bits)), exponentOf(bits));
    }

    /** What lies halfway between the number that finite bits mean and the next above. */
    BigDecimal middleAbove(long bits) {
        long halves = 2 * significandOf(bits) + 1;
        return times2(BigInteger.valueOf(halves), exponentOf(bits) - 1);
    }

    private static BigDecimal times2(BigInteger value, int exponent) {
        return exponent >= 0
                ? new BigDecimal(value.shiftLeft(exponent))
                : new BigDecimal(value.multiply(BigInteger.valueOf(5).pow(-exponent)), -exponent);
    }
}
