package io.inferry.transport.json;

import io.inferry.api.tensor.MemoryBlock;
import io.inferry.api.tensor.TensorMemory;
import java.lang.foreign.Arena;

/** Counts what is out; fills blocks with a pattern, so that an element left unset shows. */
public final class CountingMemory implements TensorMemory {
    private long usedBytes;

    @Override
    public MemoryBlock allocate(long byteSize) {
        usedBytes += byteSize;
        var segment = Arena.ofAuto().allocate(Math.max(byteSize, 1), ALIGNMENT);
        segment.fill((byte) 0xA5);
        return new MemoryBlock(segment, block -> usedBytes -= byteSize);
    }

    @Override
    public long usedBytes() {
        return usedBytes;
    }
}
