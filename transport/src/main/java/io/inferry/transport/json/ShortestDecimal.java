package io.inferry.transport.json;

/**
 * The shortest decimal that reads back as a binary number, and among those of equal length the
 * nearest: R. Giulietti, The Schubfach Way to Render Doubles, 2021. In short: choose k so that the
 * numbers that read back as this one span at least 10^k and less than 10^(k+1). Then at most one of
 * them is a multiple of 10^(k+1), and that one is the shortest; if there is none, the nearest
 * multiple of 10^k is.
 */
final class ShortestDecimal {
    /** log10(2) and log10(4/3), 22 bits behind the point. */
    private static final long LOG_2 = 1_262_611;

    private static final long LOG_4_THIRDS = 524_031;

    private long digits;
    private int exponent;

    /** The decimal is this, */
    long digits() {
        return digits;
    }

    /** times ten to this. */
    int exponent() {
        return exponent;
    }

    /** Finds the decimal for the finite, positive number that the bits mean. */
    void find(BinaryFormat format, long bits) {
        long significand = format.significandOf(bits);
        int binary = format.exponentOf(bits);
        boolean narrowBelow = format.isFirstOfItsExponent(bits);
        int k = (int) ((binary * LOG_2 - (narrowBelow ? LOG_4_THIRDS : 0)) >> 22);
        int shift = binary + PowersOfTen.binaryExponent(-k) + 1;
        long quarters = significand << 2;
        long value = scaled(quarters << shift, -k);
        long low = scaled((quarters - (narrowBelow ? 1 : 2)) << shift, -k);
        long high = scaled((quarters + 2) << shift, -k);
        // The ends of the span read back as this number only where ties go to it.
        low += significand & 1;
        high -= significand & 1;
        if (!findMultiple(low, high, value >>> 2, k)) {
            findNearest(low, high, value, k);
        }
    }

    /** Whether exactly one multiple of ten next to {@code floor} is within the span. */
    private boolean findMultiple(long low, long high, long floor, int k) {
        long below = floor / 10 * 10;
        long above = below + 10;
        boolean belowFits = low <= below << 2;
        boolean aboveFits = above << 2 <= high;
        if (floor < 10 || belowFits == aboveFits) {
            return false;
        }
        digits = belowFits ? below : above;
        exponent = k;
        return true;
    }

    private void findNearest(long low, long high, long value, int k) {
        long below = value >>> 2;
        long above = below + 1;
        boolean belowFits = low <= below << 2;
        boolean aboveFits = above << 2 <= high;
        long beyondMiddle = value - ((below + above) << 1);
        boolean takeBelow =
                belowFits == aboveFits
                        ? beyondMiddle < 0 || (beyondMiddle == 0 && (below & 1) == 0)
                        : belowFits;
        digits = takeBelow ? below : above;
        exponent = k;
    }

    /** Quarters times ten to the power, cut off; the lowest bit is set where something was cut. */
    private static long scaled(long quarters, int power) {
        long high = PowersOfTen.high(power);
        long low = PowersOfTen.low(power) + (power < 0 ? 0 : 1);
        long carry = Math.unsignedMultiplyHigh(quarters, low);
        long middle = quarters * high + carry;
        long top = Math.unsignedMultiplyHigh(quarters, high);
        if (Long.compareUnsigned(middle, carry) < 0) {
            top++;
        }
        return middle == 0 ? top : top | 1;
    }
}
