package io.inferry.engine.trees.forest;

import java.util.Arrays;

/** A list of ints that are not boxed. */
final class Growing {
    private int[] items = new int[16];
    private int size;

    void add(int item) {
        room(size + 1L);
        items[size++] = item;
    }

    void addAll(int[] more) {
        room((long) size + more.length);
        System.arraycopy(more, 0, items, size, more.length);
        size += more.length;
    }

    int size() {
        return size;
    }

    int[] toArray() {
        return Arrays.copyOf(items, size);
    }

    private void room(long wanted) {
        if (wanted > Integer.MAX_VALUE - 8) {
            throw ModelFileException.unsupported("there are more than 2^31 nodes");
        }
        if (wanted > items.length) {
            items =
                    Arrays.copyOf(
                            items,
                            (int) Math.min(Integer.MAX_VALUE - 8L, Math.max(wanted, 2L * size)));
        }
    }
}
