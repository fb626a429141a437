package io.inferry.transport.json;

import java.util.Arrays;

/** Which of the open brackets are objects: one bit per level, so that depth costs no Java stack. */
final class ContainerStack {
    private static final int BITS = Long.SIZE;

    private long[] objects = new long[2];
    private int depth;

    int depth() {
        return depth;
    }

    boolean topIsObject() {
        int top = depth - 1;
        return top >= 0 && (objects[top / BITS] >>> (top % BITS) & 1) != 0;
    }

    void pushObject() {
        grow();
        objects[depth / BITS] |= 1L << (depth % BITS);
        depth++;
    }

    void pushArray() {
        grow();
        objects[depth / BITS] &= ~(1L << (depth % BITS));
        depth++;
    }

    void pop() {
        depth--;
    }

    void clear() {
        depth = 0;
    }

    private void grow() {
        if (depth == objects.length * BITS) {
            objects = Arrays.copyOf(objects, objects.length * 2);
        }
    }
}
