package io.inferry.transport.json;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * A binary number as a decimal of six digits where that reads back as the same number, else of as
 * many as always do; rounded exactly, ties to even, as C's printf does.
 */
final class RoundedDecimal {
    private static final int FEW = 6;
    private static final int FLOAT32_DIGITS = 9;
    private static final long FEW_MIN = 100_000;

    /** Up to here powers of ten are exact in 128 bits. */
    private static final int EXACT_POWER_MAX = 55;

    private static final long LOG_2 = 1_262_611;

    private final BinaryFormat format;
    private final int many;

    /**
     * The smallest number of that many digits, and what the last of only six digits counts there.
     */
    private final long manyMin;

    private final long fewUnit;
    private long digits;
    private int length;
    private int exponent;

    private RoundedDecimal(BinaryFormat format, int many, long manyMin) {
        this.format = format;
        this.many = many;
        this.manyMin = manyMin;
        this.fewUnit = manyMin / FEW_MIN;
    }

    /** Nine digits always read back as the same float32. */
    static RoundedDecimal ofFloat32() {
        return new RoundedDecimal(BinaryFormat.FLOAT32, FLOAT32_DIGITS, 100_000_000L);
    }

    /** Seventeen digits always read back as the same float64. */
    static RoundedDecimal ofFloat64() {
        return new RoundedDecimal(BinaryFormat.FLOAT64, 17, 10_000_000_000_000_000L);
    }

    /** The digits; the first is not zero, the last ones may be. */
    long digits() {
        return digits;
    }

    /** How many there are, 6 or more. */
    int length() {
        return length;
    }

    /** The power of ten that the first digit counts. */
    int exponent() {
        return exponent;
    }

    /** Finds the decimal for the finite, positive number that the bits mean. */
    void find(long bits) {
        long significand = format.significandOf(bits);
        int zeros = Long.numberOfLeadingZeros(significand);
        int binary = format.exponentOf(bits) - zeros;
        int magnitude = (int) ((((long) binary + 63) * LOG_2) >> 22);
        int power = many - 1 - magnitude;
        if (power < 0 || power > EXACT_POWER_MAX) {
            findSlowly(bits);
            return;
        }
        long normal = significand << zeros;
        long low = normal * PowersOfTen.low(power);
        long carry = Math.unsignedMultiplyHigh(normal, PowersOfTen.low(power));
        long middle = normal * PowersOfTen.high(power) + carry;
        long high = Math.unsignedMultiplyHigh(normal, PowersOfTen.high(power));
        if (Long.compareUnsigned(middle, carry) < 0) {
            high++;
        }
        int shift = -(binary + PowersOfTen.binaryExponent(power) + 1);
        long whole = high >>> shift;
        boolean inexact = (high << -shift | middle | low) != 0;
        boolean half = (high >>> (shift - 1) & 1) != 0;
        boolean beyondHalf = half && (high << 1 << -shift | middle | low) != 0;
        if (whole >= 10 * manyMin) {
            // The estimate was one too small: one digit more than wanted is there.
            long last = whole % 10;
            whole /= 10;
            magnitude++;
            beyondHalf = last > 5 || (last == 5 && inexact);
            half = last >= 5;
            inexact |= last != 0;
        }
        round(bits, new Part(whole, magnitude, inexact, half, beyondHalf));
    }

    private record Part(
            long whole, int magnitude, boolean inexact, boolean half, boolean beyondHalf) {}

    private void round(long bits, Part part) {
        long few = part.whole / fewUnit;
        long rest = part.whole - few * fewUnit;
        boolean up =
                rest > fewUnit / 2 || (rest == fewUnit / 2 && (part.inexact || (few & 1) != 0));
        take(up ? few + 1 : few, FEW, part.magnitude);
        if (!readsBackAs(bits)) {
            boolean roundUp = part.beyondHalf || (part.half && (part.whole & 1) != 0);
            take(roundUp ? part.whole + 1 : part.whole, many, part.magnitude);
        }
    }

    private boolean readsBackAs(long bits) {
        long power = exponent - FEW + 1L;
        return many == FLOAT32_DIGITS
                ? Float.floatToRawIntBits(BinaryRounding.toFloat(digits, power)) == bits
                : Double.doubleToRawLongBits(BinaryRounding.toDouble(digits, power)) == bits;
    }

    /** Rounding up may have made one digit more. */
    private void take(long rounded, int wanted, int magnitude) {
        long limit = 10 * (wanted == FEW ? FEW_MIN : manyMin);
        digits = rounded == limit ? limit / 10 : rounded;
        exponent = rounded == limit ? magnitude + 1 : magnitude;
        length = wanted;
    }

    private void findSlowly(long bits) {
        BigDecimal exact = format.exact(bits);
        takeSlowly(exact, FEW);
        if (!readsBackAs(bits)) {
            takeSlowly(exact, many);
        }
    }

    private void takeSlowly(BigDecimal exact, int wanted) {
        BigDecimal rounded = exact.round(new MathContext(wanted, RoundingMode.HALF_EVEN));
        exponent = rounded.precision() - rounded.scale() - 1;
        digits = rounded.setScale(wanted - 1 - exponent).unscaledValue().longValueExact();
        length = wanted;
    }
}
