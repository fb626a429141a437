package io.inferry.engine.tensorflow;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** {@code TF_Buffer}: an address, a length, and nothing for TensorFlow to give back. */
final class Buffers {
    private static final long BYTE_SIZE = 24;

    private Buffers() {}

    /** A buffer over bytes that live as long as {@code arena}. */
    static MemorySegment of(Arena arena, MemorySegment bytes) {
        MemorySegment buffer = arena.allocate(BYTE_SIZE, ADDRESS.byteAlignment());
        buffer.set(ADDRESS, 0, bytes);
        buffer.set(JAVA_LONG, ADDRESS.byteSize(), bytes.byteSize());
        return buffer;
    }

    /** A buffer over a copy of these bytes. */
    static MemorySegment of(Arena arena, byte[] bytes) {
        return of(arena, arena.allocateFrom(JAVA_BYTE, bytes));
    }
}
