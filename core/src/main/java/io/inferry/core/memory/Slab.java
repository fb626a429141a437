package io.inferry.core.memory;

import io.inferry.api.tensor.TensorMemory;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;

/**
 * One piece of memory from the operating system, cut into blocks of one size. Guarded by the lock
 * of its size class.
 */
final class Slab {
    private final SizeClass owner;
    private final Arena arena;
    private final MemorySegment memory;
    private final ArrayList<Slot> free = new ArrayList<>();
    private long carvedBytes;
    private int used;

    /** Takes the memory, zeroed by the JDK, so the pages are there before the first request is. */
    Slab(SizeClass owner, long byteSize) {
        this.owner = owner;
        this.arena = Arena.ofShared();
        try {
            this.memory = arena.allocate(byteSize, TensorMemory.ALIGNMENT);
        } catch (OutOfMemoryError e) {
            arena.close();
            throw e;
        }
    }

    long byteSize() {
        return memory.byteSize();
    }

    boolean isIdle() {
        return used == 0;
    }

    boolean isFull() {
        return free.isEmpty() && carvedBytes == memory.byteSize();
    }

    /**
     * A block; the one that was given back last, since it may still be in the processor's cache.
     */
    Slot take() {
        used++;
        if (!free.isEmpty()) {
            return free.removeLast();
        }
        var slot = new Slot(owner, this, memory.asSlice(carvedBytes, owner.blockBytes()));
        carvedBytes += owner.blockBytes();
        return slot;
    }

    void put(Slot slot) {
        free.add(slot);
        used--;
    }

    /** Gives the memory back; slow (the JVM asks every thread), so never under a lock. */
    void free() {
        arena.close();
    }
}
