package io.inferry.api.tensor;

import java.lang.foreign.Arena;

/**
 * Where the native memory of tensors comes from. Implementations are safe for use by many threads.
 */
public interface TensorMemory {
    /** Alignment of every block in bytes: a cache line, and what the widest vector loads want. */
    int ALIGNMENT = 64;

    /**
     * A block of at least {@code byteSize} bytes, not zeroed, with one reference held by the
     * caller.
     *
     * @throws io.inferry.api.ServingException RESOURCE_EXHAUSTED when a budget is used up
     */
    MemoryBlock allocate(long byteSize);

    /** Bytes handed out and not yet given back. */
    long usedBytes();

    /**
     * Memory without pool or budget, given back by the garbage collector: for tests and embedding.
     */
    static TensorMemory unpooled() {
        return new TensorMemory() {
            @Override
            public MemoryBlock allocate(long byteSize) {
                return new MemoryBlock(
                        Arena.ofAuto().allocate(Math.max(byteSize, 1), ALIGNMENT), block -> {});
            }

            @Override
            public long usedBytes() {
                return 0;
            }
        };
    }
}
