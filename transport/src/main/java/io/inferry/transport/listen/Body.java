package io.inferry.transport.listen;

import io.inferry.transport.http.Bytes;
import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/**
 * A request's body while it arrives: one array that grows as bytes come, so that a caller who only
 * claims a large body costs nothing. Each byte is copied once out of the socket's buffer; bodies up
 * to {@link #TRUSTED_BYTES} whose length was told are never copied again.
 *
 * <p>Small bodies may be left out of the budget where the number of connections bounds them. One
 * object serves the requests of a connection one after the other; the arrays are not used again, so
 * that a handler which looks too late sees its own request and not another's.
 */
final class Body {
    /** A claimed length up to this is allocated at once. */
    static final int TRUSTED_BYTES = 1 << 20;

    private static final int FIRST_BYTES = 8 << 10;
    private static final byte[] NOTHING = new byte[0];

    private final ByteBudget budget;
    private final int bytesMax;
    private final int uncountedBytes;
    private byte[] array = NOTHING;
    private int length;
    private int expected = -1;
    private long counted;

    /**
     * A body not begun.
     *
     * @param uncountedBytes bodies up to this are not taken from the budget
     */
    Body(ByteBudget budget, int bytesMax, int uncountedBytes) {
        this.budget = budget;
        this.bytesMax = bytesMax;
        this.uncountedBytes = uncountedBytes;
    }

    /** What appending came to. */
    enum Growth {
        DONE,
        TOO_LARGE,
        BUDGET_SPENT
    }

    /** The length told in advance; not to be above the limit. */
    void expect(int bytes) {
        expected = bytes;
    }

    int length() {
        return length;
    }

    Growth append(ByteBuf bytes) {
        int count = bytes.readableBytes();
        if (count == 0) {
            return Growth.DONE;
        }
        if (count > bytesMax - length) {
            return Growth.TOO_LARGE;
        }
        if (count > array.length - length && !grow(length + count)) {
            return Growth.BUDGET_SPENT;
        }
        bytes.readBytes(array, length, count);
        length += count;
        return Growth.DONE;
    }

    private boolean grow(int needed) {
        int size;
        if (expected >= needed) {
            int doubled = (int) Math.min(2L * needed, Integer.MAX_VALUE);
            size = Math.min(expected, Math.max(TRUSTED_BYTES, doubled));
        } else {
            long doubled = Math.max(FIRST_BYTES, 2L * needed);
            size = (int) Math.min(bytesMax, doubled);
        }
        if (size > uncountedBytes && !count(size)) {
            return false;
        }
        array = length == 0 ? new byte[size] : Arrays.copyOf(array, size);
        return true;
    }

    private boolean count(long size) {
        if (!budget.tryTake(size - counted)) {
            return false;
        }
        counted = size;
        return true;
    }

    /** Takes room for a second form of the body, the inflated one, from the budget. */
    boolean countAlso(long bytes) {
        if (!budget.tryTake(bytes)) {
            return false;
        }
        counted += bytes;
        return true;
    }

    Bytes bytes() {
        return length == 0 ? Bytes.EMPTY : Bytes.of(array, 0, length);
    }

    /** The bytes are no longer needed. */
    void release() {
        array = NOTHING;
        length = 0;
        expected = -1;
        if (counted != 0) {
            budget.giveBack(counted);
            counted = 0;
        }
    }
}
