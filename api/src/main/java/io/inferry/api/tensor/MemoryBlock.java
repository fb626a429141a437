package io.inferry.api.tensor;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.Consumer;

/**
 * A counted piece of native memory. It starts with one reference; whoever drops the last one gives
 * the memory back. Tensors that share a block (the rows of one batch) hold a reference each.
 */
public final class MemoryBlock {
    private static final VarHandle REFERENCES;

    static {
        try {
            REFERENCES =
                    MethodHandles.lookup()
                            .findVarHandle(MemoryBlock.class, "references", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final MemorySegment segment;
    private final Consumer<MemoryBlock> giveBack;
    private volatile int references = 1;

    /**
     * @param segment native memory, 64-byte aligned
     * @param giveBack called once, by the thread that drops the last reference
     */
    public MemoryBlock(MemorySegment segment, Consumer<MemoryBlock> giveBack) {
        this.segment = segment;
        this.giveBack = giveBack;
    }

    /** The memory; must not be touched after the last reference was dropped. */
    public MemorySegment segment() {
        return segment;
    }

    /** Whether somebody still holds a reference. */
    public boolean isAlive() {
        return references > 0;
    }

    /**
     * Takes one more reference.
     *
     * @throws IllegalStateException when the memory was already given back
     */
    public void retain() {
        int before = (int) REFERENCES.getAndAdd(this, 1);
        if (before <= 0) {
            REFERENCES.getAndAdd(this, -1);
            throw new IllegalStateException("memory block was already given back");
        }
    }

    /**
     * Drops one reference, and gives the memory back with the last.
     *
     * @throws IllegalStateException when more references are dropped than were taken
     */
    public void release() {
        int before = (int) REFERENCES.getAndAdd(this, -1);
        if (before == 1) {
            giveBack.accept(this);
        } else if (before <= 0) {
            throw new IllegalStateException("memory block was released more often than retained");
        }
    }
}
