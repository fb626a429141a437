package io.inferry.transport.json;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * The last resort for numbers of 20 digits and more whose first 19 do not tell which of two
 * neighbours is nearer: compares the whole decimal with the middle.
 */
final class ExactRounding {
    /** No middle between two float64 has more; what follows only says "a little more". */
    private static final int DIGITS_MAX = 800;

    private final BinaryFormat format;

    ExactRounding(BinaryFormat format) {
        this.format = format;
    }

    /**
     * The nearer one of {@code below} and the next number above it.
     *
     * @param digits the decimal's digits, a point perhaps among them
     * @param exponent the power of ten that the last digit counts
     */
    long choose(long below, String digits, long exponent) {
        int order = decimal(digits, exponent).compareTo(format.middleAbove(below));
        if (order == 0) {
            return below + (below & 1);
        }
        return order < 0 ? below : below + 1;
    }

    private static BigDecimal decimal(String digits, long exponent) {
        String plain = digits.replace(".", "");
        int first = 0;
        while (plain.charAt(first) == '0') {
            first++;
        }
        int kept = Math.min(plain.length() - first, DIGITS_MAX);
        int dropped = plain.length() - first - kept;
        String significant = plain.substring(first, first + kept);
        BigInteger value = new BigInteger(dropped > 0 ? significant + "1" : significant);
        long power = exponent + (dropped > 0 ? dropped - 1 : 0);
        return new BigDecimal(value, Math.toIntExact(-power));
    }
}
