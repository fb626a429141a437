package io.inferry.experiment.evidence.feedback;

import io.inferry.experiment.evidence.outputs.Hash;

/**
 * Finds the slot of a request by its name: open addressing over one array of integers, at most half
 * full. Eight names that follow each other have places that do, so that taking one in mostly finds
 * them in the processor's cache; where such a block lies is spread by a hash. Not for use by
 * several threads.
 */
final class SlotIndex {
    /** Reads what a slot holds. */
    interface Names {
        long count(int slot);

        int server(int slot);
    }

    private static final int FREE = 0;
    private static final int BLOCK_BITS = 3;
    private static final int BLOCK = 1 << BLOCK_BITS;

    private final Names names;
    private final int stepBits;

    /** Slot + 1. */
    private int[] table;

    /**
     * @param stepBits counts of names that follow each other differ by this power of two
     */
    SlotIndex(Names names, int stepBits, int slots) {
        this.names = names;
        this.stepBits = stepBits;
        this.table = new int[tableSize(slots)];
    }

    private static int tableSize(int slots) {
        return Integer.highestOneBit(Math.max(2, slots) - 1) << 2;
    }

    /** The slot; −1 when there is none. */
    int find(int server, long count) {
        for (int i = home(server, count); table[i] != FREE; i = next(i)) {
            int slot = table[i] - 1;
            if (names.count(slot) == count && names.server(slot) == server) {
                return slot;
            }
        }
        return -1;
    }

    void put(int slot) {
        int i = home(names.server(slot), names.count(slot));
        while (table[i] != FREE) {
            i = next(i);
        }
        table[i] = slot + 1;
    }

    /** Takes a slot out and moves those behind it up, so that no search ends too early. */
    void remove(int slot) {
        int gap = home(names.server(slot), names.count(slot));
        while (table[gap] != slot + 1) {
            gap = next(gap);
        }
        for (int i = next(gap); table[i] != FREE; i = next(i)) {
            int home = home(names.server(table[i] - 1), names.count(table[i] - 1));
            if (((i - home) & (table.length - 1)) >= ((i - gap) & (table.length - 1))) {
                table[gap] = table[i];
                gap = i;
            }
        }
        table[gap] = FREE;
    }

    /** Forgets all, and has room for so many. */
    void clear(int slots) {
        table = new int[tableSize(slots)];
    }

    private int home(int server, long count) {
        long step = count >>> stepBits;
        int block = (int) Hash.mix((step >>> BLOCK_BITS) ^ ((long) server << 32));
        return ((block << BLOCK_BITS) | ((int) step & (BLOCK - 1))) & (table.length - 1);
    }

    private int next(int i) {
        return (i + 1) & (table.length - 1);
    }
}
