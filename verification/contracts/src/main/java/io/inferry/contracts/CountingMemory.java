package io.inferry.contracts;

import io.inferry.api.tensor.MemoryBlock;
import io.inferry.api.tensor.TensorMemory;
import java.lang.foreign.Arena;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Memory that is really gone when it was given back, so that a late access fails instead of reading
 * old bytes, and that knows what is still out, so that a leak shows.
 */
public final class CountingMemory implements TensorMemory {
    private final AtomicLong used = new AtomicLong();
    private final AtomicLong blocks = new AtomicLong();

    /** Memory of which nothing is out yet. */
    public CountingMemory() {}

    @Override
    public MemoryBlock allocate(long byteSize) {
        Arena arena = Arena.ofShared();
        long size = Math.max(byteSize, 1);
        used.addAndGet(size);
        blocks.incrementAndGet();
        return new MemoryBlock(
                arena.allocate(size, ALIGNMENT),
                block -> {
                    used.addAndGet(-size);
                    blocks.decrementAndGet();
                    arena.close();
                });
    }

    @Override
    public long usedBytes() {
        return used.get();
    }

    /** Blocks handed out and not yet given back. */
    public long blocks() {
        return blocks.get();
    }
}
