package io.inferry.transport.json;

/**
 * A fraction of 192 bits whose highest bit is set, and whose power of two nobody asks for. Starts
 * as one half. There for {@link PowersOfTen}, in a hundredth of the time that BigInteger takes.
 */
final class WideFraction {
    private static final long FIVE = 5;

    /** 2^64 = 5 × this + 1. */
    private static final long FIFTH = Long.divideUnsigned(-1L, FIVE);

    private long high = Long.MIN_VALUE;
    private long middle;
    private long low;
    private long remainder;

    long high() {
        return high;
    }

    long middle() {
        return middle;
    }

    void multiplyByFive() {
        long carry = Math.unsignedMultiplyHigh(low, FIVE);
        low *= FIVE;
        long next = Math.unsignedMultiplyHigh(middle, FIVE);
        middle = middle * FIVE + carry;
        carry = next + (Long.compareUnsigned(middle, carry) < 0 ? 1 : 0);
        next = Math.unsignedMultiplyHigh(high, FIVE);
        high = high * FIVE + carry;
        carry = next + (Long.compareUnsigned(high, carry) < 0 ? 1 : 0);
        int excess = Long.SIZE - Long.numberOfLeadingZeros(carry);
        low = low >>> excess | middle << -excess;
        middle = middle >>> excess | high << -excess;
        high = high >>> excess | carry << -excess;
    }

    void divideByFive() {
        remainder = 0;
        high = fifth(high);
        middle = fifth(middle);
        low = fifth(low);
        int missing = Long.numberOfLeadingZeros(high);
        high = high << missing | middle >>> -missing;
        middle = middle << missing | low >>> -missing;
        low <<= missing;
    }

    /** A fifth of the limb with the remainder of the limb above it in front. */
    private long fifth(long limb) {
        long quotient = Long.divideUnsigned(limb, FIVE);
        long rest = remainder + limb - quotient * FIVE;
        long fifth = remainder * FIFTH + quotient + rest / FIVE;
        remainder = rest % FIVE;
        return fifth;
    }
}
