package io.inferry.core.memory;

import io.inferry.api.tensor.TensorMemory;

/**
 * The block sizes: multiples of 64 bytes up to 256, then four steps to each power of two, so that a
 * block is never a quarter larger than asked, small ones aside.
 */
final class SizeClasses {
    private static final int STEPS_BITS = 2;
    private static final int STEPS = 1 << STEPS_BITS;
    private static final int UNIT_BITS = Long.numberOfTrailingZeros(TensorMemory.ALIGNMENT);

    /** Sizes above this cannot be asked for: 2^46 bytes. */
    private static final int LARGEST_BITS = 46;

    /** How many sizes there are. */
    static final int COUNT = (LARGEST_BITS - UNIT_BITS - STEPS_BITS + 1) * STEPS;

    private SizeClasses() {}

    /** The class of the smallest blocks that hold {@code byteSize} bytes. */
    static int indexOf(long byteSize) {
        if (byteSize < 0 || byteSize > 1L << LARGEST_BITS) {
            throw new IllegalArgumentException("cannot allocate " + byteSize + " bytes");
        }
        long units = Math.max(byteSize - 1, 0) >>> UNIT_BITS;
        if (units < STEPS) {
            return (int) units;
        }
        int shift = Long.SIZE - 1 - STEPS_BITS - Long.numberOfLeadingZeros(units);
        return (int) (units >>> shift) + shift * STEPS;
    }

    /** The size of the blocks of a class. */
    static long blockBytes(int index) {
        if (index < STEPS) {
            return (index + 1L) << UNIT_BITS;
        }
        int shift = index / STEPS - 1;
        long step = index % STEPS + STEPS + 1L;
        return (step << shift) << UNIT_BITS;
    }
}
