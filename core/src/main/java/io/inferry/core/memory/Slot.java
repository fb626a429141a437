package io.inferry.core.memory;

import io.inferry.api.tensor.MemoryBlock;
import java.lang.foreign.MemorySegment;
import java.util.function.Consumer;

/** The place of one block in a slab; made once and handed out again and again. */
final class Slot implements Consumer<MemoryBlock> {
    private final SizeClass owner;
    private final Slab slab;
    private final MemorySegment segment;

    Slot(SizeClass owner, Slab slab, MemorySegment segment) {
        this.owner = owner;
        this.slab = slab;
        this.segment = segment;
    }

    Slab slab() {
        return slab;
    }

    MemoryBlock toBlock() {
        return new MemoryBlock(segment, this);
    }

    @Override
    public void accept(MemoryBlock block) {
        owner.release(this);
    }
}
