package io.inferry.experiment.evidence.feedback;

import io.inferry.experiment.evidence.outputs.Prediction;

/**
 * The numbers of all slots of a ring, a fixed number of longs for each: 72 bytes, and 64 more once
 * the first answer has probabilities. In pages of 72 or 136 KB, because the collector rounds arrays
 * of megabytes up to whole regions of its own. Not for use by several threads.
 */
final class SlotMemory {
    /** The fields of a slot. */
    enum Field {
        COUNT,
        SERVER,
        TIME,
        COVARIATE,
        ARM,
        PREDICTION,
        LABEL,
        REWARD,
        KEY
    }

    private static final int NARROW = Field.values().length;
    private static final int WIDE = NARROW + Prediction.PROBABILITIES_MAX / 2;
    private static final int HALF = 32;

    private static final int PAGE_BITS = 10;
    private static final int PAGE = 1 << PAGE_BITS;

    private long[][] pages;
    private int slots;
    private int stride;

    SlotMemory(int slots) {
        this.slots = slots;
        this.stride = NARROW;
        this.pages = pages(slots, NARROW);
    }

    private static long[][] pages(int slots, int stride) {
        long[][] pages = new long[Math.ceilDiv(slots, PAGE)][];
        for (int i = 0; i < pages.length; i++) {
            pages[i] = new long[Math.min(PAGE, slots - i * PAGE) * stride];
        }
        return pages;
    }

    int slots() {
        return slots;
    }

    private long[] page(int slot) {
        return pages[slot >> PAGE_BITS];
    }

    private int start(int slot) {
        return (slot & (PAGE - 1)) * stride;
    }

    @SuppressWarnings("EnumOrdinal") // a field's place in the slot is its place in the list
    private int at(int slot, Field field) {
        return start(slot) + field.ordinal();
    }

    long get(int slot, Field field) {
        return page(slot)[at(slot, field)];
    }

    void set(int slot, Field field, long bits) {
        page(slot)[at(slot, field)] = bits;
    }

    double number(int slot, Field field) {
        return Double.longBitsToDouble(get(slot, field));
    }

    void setNumber(int slot, Field field, double number) {
        set(slot, field, Double.doubleToRawLongBits(number));
    }

    /** A probability that was kept; only where some were. */
    float probability(int slot, int index) {
        long pair = page(slot)[start(slot) + NARROW + index / 2];
        return Float.intBitsToFloat((int) (index % 2 == 0 ? pair : pair >>> HALF));
    }

    /** Keeps a pair of probabilities, of an even index and the next. */
    void setProbabilities(int slot, int even, float first, float second) {
        if (stride == NARROW) {
            lay(slots, 0, WIDE);
        }
        page(slot)[start(slot) + NARROW + even / 2] =
                Integer.toUnsignedLong(Float.floatToRawIntBits(first))
                        | ((long) Float.floatToRawIntBits(second) << HALF);
    }

    /** Makes room for more slots; the one at {@code first} becomes slot 0. */
    void grow(int more, int first) {
        lay(more, first, stride);
    }

    private void lay(int more, int first, int wider) {
        long[][] laid = pages(more, wider);
        for (int i = 0; i < slots; i++) {
            int from = (first + i) % slots;
            long[] to = laid[i >> PAGE_BITS];
            System.arraycopy(page(from), start(from), to, (i & (PAGE - 1)) * wider, stride);
        }
        pages = laid;
        slots = more;
        stride = wider;
    }
}
