package io.inferry.engine.tensorflow;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.StructLayout;

/**
 * One output of one operation of a graph: what is fed and fetched. C calls it {@code TF_Output}.
 */
record Endpoint(MemorySegment operation, int index) {
    static final StructLayout LAYOUT =
            MemoryLayout.structLayout(
                    ADDRESS.withName("operation"),
                    JAVA_INT.withName("index"),
                    MemoryLayout.paddingLayout(Integer.BYTES));

    private static final long INDEX_OFFSET = ADDRESS.byteSize();

    /** Writes this as one element of an array. */
    void writeTo(MemorySegment array, long element) {
        long at = element * LAYOUT.byteSize();
        array.set(ADDRESS, at, operation);
        array.set(JAVA_INT, at + INDEX_OFFSET, index);
    }

    MemorySegment in(SegmentAllocator allocator) {
        MemorySegment struct = allocator.allocate(LAYOUT);
        writeTo(struct, 0);
        return struct;
    }
}
