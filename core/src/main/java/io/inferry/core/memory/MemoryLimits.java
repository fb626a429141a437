package io.inferry.core.memory;

/**
 * Bounds of a {@link PooledMemory}.
 *
 * @param budgetBytes native bytes that the pool may hold at any moment, handed out or not
 * @param idleBytesMax bytes that it keeps for later use while nobody holds them; what is idle
 *     beyond goes back to the operating system at once
 */
public record MemoryLimits(long budgetBytes, long idleBytesMax) {
    /** 1 GiB in all, 64 MiB kept idle. */
    public static final MemoryLimits STANDARD = new MemoryLimits(1L << 30, 64L << 20);

    public MemoryLimits {
        if (budgetBytes < 1) {
            throw new IllegalArgumentException(
                    "the budget of tensor memory must be 1 byte or more, was " + budgetBytes);
        }
        if (idleBytesMax < 0) {
            throw new IllegalArgumentException(
                    "idle tensor memory must be 0 bytes or more, was " + idleBytesMax);
        }
    }
}
