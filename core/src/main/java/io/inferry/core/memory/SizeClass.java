package io.inferry.core.memory;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All blocks of one size. Its lock is held for a few instructions and never while memory is taken
 * from or given to the operating system.
 */
final class SizeClass {
    private static final long SLAB_BYTES_MIN = 16L << 10;
    private static final long SLAB_BYTES_MAX = 1L << 20;
    private static final long BLOCKS_PER_SLAB = 32;

    private final long blockBytes;
    private final Budget budget;
    private final ArrayList<Slab> withRoom = new ArrayList<>();
    private long usedBlocks;

    SizeClass(long blockBytes, Budget budget) {
        this.blockBytes = blockBytes;
        this.budget = budget;
    }

    long blockBytes() {
        return blockBytes;
    }

    /** What to ask the operating system for at once: many small blocks, or one large one. */
    long slabBytes() {
        long wanted = Math.max(SLAB_BYTES_MIN, blockBytes * BLOCKS_PER_SLAB);
        long bounded = Math.min(wanted, SLAB_BYTES_MAX);
        return Math.max(bounded / blockBytes, 1) * blockBytes;
    }

    /** A block, or null when every slab is full. */
    synchronized @Nullable Slot take() {
        if (withRoom.isEmpty()) {
            return null;
        }
        Slab slab = withRoom.getLast();
        if (slab.isIdle()) {
            budget.endIdle(slab.byteSize());
        }
        return takeFrom(slab);
    }

    /** Adds a slab that is already committed and takes the first block of it. */
    synchronized Slot takeFromNew(Slab slab) {
        withRoom.add(slab);
        return takeFrom(slab);
    }

    private Slot takeFrom(Slab slab) {
        Slot slot = slab.take();
        if (slab.isFull()) {
            withRoom.removeLast();
        }
        usedBlocks++;
        return slot;
    }

    void release(Slot slot) {
        Slab slab = slot.slab();
        if (putBack(slot, slab)) {
            return;
        }
        slab.free();
        budget.uncommit(slab.byteSize());
    }

    /** Returns false when the slab left the pool and is to be freed. */
    private synchronized boolean putBack(Slot slot, Slab slab) {
        if (slab.isFull()) {
            withRoom.add(slab);
        }
        slab.put(slot);
        usedBlocks--;
        if (!slab.isIdle() || budget.tryKeepIdle(slab.byteSize())) {
            return true;
        }
        withRoom.remove(slab);
        return false;
    }

    /** Frees every slab that nobody uses. */
    void trim() {
        for (Slab slab : removeIdle()) {
            slab.free();
            budget.endIdle(slab.byteSize());
            budget.uncommit(slab.byteSize());
        }
    }

    private synchronized List<Slab> removeIdle() {
        List<Slab> idle = withRoom.stream().filter(Slab::isIdle).toList();
        withRoom.removeAll(idle);
        return idle;
    }

    synchronized long usedBytes() {
        return usedBlocks * blockBytes;
    }
}
