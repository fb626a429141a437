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

    /** The number that the first {@code count} loaded bytes write; 1 to 8. */
    static long value(long loaded, int count) {
        long padded = loaded << (Long.SIZE - Byte.SIZE * count);
        long tens = padded * 10 + (padded >>> 8);
        return ((tens & PAIRS) * (100 + (1_000_000L << 32))
                        + ((tens >>> 16) & PAIRS) * (1 + (10_000L << 32)))
                >>> 32;
    }
}
