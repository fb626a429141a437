package io.inferry.core.memory;

import io.inferry.api.ServingException;
import io.inferry.api.tensor.MemoryBlock;
import io.inferry.api.tensor.TensorMemory;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Native memory in blocks of fixed sizes, kept for reuse and bounded by a hard budget. Blocks are
 * 64-byte aligned and not zeroed again. Sizes grow by an eighth to a quarter from step to step, so
 * little is wasted; small blocks share a slab, a large one has a slab of its own. Safe for use by
 * many threads.
 */
public final class PooledMemory implements TensorMemory, AutoCloseable {
    private final Budget budget;
    private final List<SizeClass> classes;

    /** A pool that holds nothing yet. */
    public PooledMemory(MemoryLimits limits) {
        budget = new Budget(limits);
        List<SizeClass> sizes = new ArrayList<>();
        for (int index = 0; index < SizeClasses.COUNT; index++) {
            sizes.add(new SizeClass(SizeClasses.blockBytes(index), budget));
        }
        classes = List.copyOf(sizes);
    }

    @Override
    public MemoryBlock allocate(long byteSize) {
        if (byteSize > budget.limit()) {
            throw exhausted(byteSize);
        }
        if (budget.isClosed()) {
            throw ServingException.unavailable("tensor memory is closed");
        }
        SizeClass sizeClass = classes.get(SizeClasses.indexOf(byteSize));
        Slot slot = sizeClass.take();
        return (slot == null ? grow(sizeClass) : slot).toBlock();
    }

    private Slot grow(SizeClass sizeClass) {
        Slab slab = newSlab(sizeClass, sizeClass.slabBytes());
        if (slab == null) {
            trim();
            slab = newSlab(sizeClass, sizeClass.slabBytes());
        }
        if (slab == null) {
            slab = newSlab(sizeClass, sizeClass.blockBytes());
        }
        if (slab == null) {
            throw exhausted(sizeClass.blockBytes());
        }
        return sizeClass.takeFromNew(slab);
    }

    private @Nullable Slab newSlab(SizeClass sizeClass, long byteSize) {
        if (!budget.tryCommit(byteSize)) {
            return null;
        }
        try {
            return new Slab(sizeClass, byteSize);
        } catch (OutOfMemoryError e) {
            // The machine has less than the budget allows.
            budget.uncommit(byteSize);
            return null;
        }
    }

    private ServingException exhausted(long byteSize) {
        return ServingException.resourceExhausted(
                "tensor memory is exhausted: "
                        + byteSize
                        + " bytes needed, "
                        + usedBytes()
                        + " of the budget of "
                        + budget.limit()
                        + " are in use");
    }

    /** Gives what nobody uses back to the operating system. */
    public void trim() {
        for (SizeClass sizeClass : classes) {
            sizeClass.trim();
        }
    }

    /** Bytes of the blocks that are handed out, each rounded up to its block's size. */
    @Override
    public long usedBytes() {
        long sum = 0;
        for (SizeClass sizeClass : classes) {
            sum += sizeClass.usedBytes();
        }
        return sum;
    }

    /** Bytes held from the operating system, handed out or not; never more than the budget. */
    public long committedBytes() {
        return budget.committedBytes();
    }

    /**
     * Frees what nobody uses; blocks still in use are freed when they are given back. Later
     * allocations are refused with UNAVAILABLE.
     */
    @Override
    public void close() {
        budget.close();
        trim();
    }
}
