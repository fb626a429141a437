package io.inferry.experiment.evidence.feedback;

import io.inferry.experiment.evidence.outputs.Prediction;

/**
 * The numbers of all slots of a ring in one array, a fixed number of longs for each: 72 bytes, and
 * 64 more once the first answer has probabilities. Not for use by several threads.
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

    private long[] longs;
    private int stride = NARROW;

    SlotMemory(int slots) {
        longs = new long[slots * NARROW];
    }

    int slots() {
        return longs.length / stride;
    }

    @SuppressWarnings("EnumOrdinal") // a field's place in the slot is its place in the list
    private int at(int slot, Field field) {
        return slot * stride + field.ordinal();
    }

    long get(int slot, Field field) {
        return longs[at(slot, field)];
    }

    void set(int slot, Field field, long bits) {
        longs[at(slot, field)] = bits;
    }

    double number(int slot, Field field) {
        return Double.longBitsToDouble(get(slot, field));
    }

    void setNumber(int slot, Field field, double number) {
        set(slot, field, Double.doubleToRawLongBits(number));
    }

    /** A probability that was kept; only where some were. */
    float probability(int slot, int index) {
        long pair = longs[slot * stride + NARROW + index / 2];
        return Float.intBitsToFloat((int) (index % 2 == 0 ? pair : pair >>> HALF));
    }

    /** Keeps a pair of probabilities, of an even index and the next. */
    void setProbabilities(int slot, int even, float first, float second) {
        if (stride == NARROW) {
            lay(slots(), 0, WIDE);
        }
        longs[slot * stride + NARROW + even / 2] =
                Integer.toUnsignedLong(Float.floatToRawIntBits(first))
                        | ((long) Float.floatToRawIntBits(second) << HALF);
    }

    /** Makes room for more slots; the one at {@code first} becomes slot 0. */
    void grow(int slots, int first) {
        lay(slots, first, stride);
    }

    private void lay(int slots, int first, int wider) {
        int before = slots();
        long[] laid = new long[Math.multiplyExact(slots, wider)];
        for (int i = 0; i < before; i++) {
            System.arraycopy(longs, (first + i) % before * stride, laid, i * wider, stride);
        }
        longs = laid;
        stride = wider;
    }
}
