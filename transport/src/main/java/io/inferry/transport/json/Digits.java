package io.inferry.transport.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Eight decimal digits at a time, in one register. */
final class Digits {
    /** Digits that {@link #value} can take at once. */
    static final int AT_ONCE = Long.BYTES;

    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ZEROS = 0x3030303030303030L;
    private static final long ABOVE_NINE = 0x7676767676767676L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long PAIRS = 0x000000FF000000FFL;

    private Digits() {}

    /** Eight bytes at {@code at}; digits become their values, other bytes something above nine. */
    static long load(byte[] array, int at) {
        return (long) LONGS.get(array, at) ^ ZEROS;
    }

    /** How many of the loaded bytes are digits before the first that is none. */
    static int count(long loaded) {
        long others = (((loaded & ~HIGH_BITS) + ABOVE_NINE) | loaded) & HIGH_BITS;
        return Long.numberOfTrailingZeros(others) >>> 3;
    }

    /** The number that the first {@code count} loaded bytes write; 0 when there are none. */
    static long value(long loaded, int count) {
        // In two halves: a shift by 64, for no digits, would be a shift by 0.
        int half = Byte.SIZE / 2 * (AT_ONCE - count);
        long padded = loaded << half << half;
        long tens = padded * 10 + (padded >>> 8);
        return ((tens & PAIRS) * (100 + (1_000_000L << 32))
                        + ((tens >>> 16) & PAIRS) * (1 + (10_000L << 32)))
                >>> 32;
    }
}
