package io.inferry.transport.json;

import io.inferry.api.tensor.DataType;
import io.inferry.api.tensor.MemoryBlock;
import io.inferry.api.tensor.NumericTensor;
import io.inferry.api.tensor.Shape;
import io.inferry.api.tensor.TensorMemory;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * Native memory that grows while elements are read. It never holds more than the bytes of JSON that
 * are left could fill: an element takes at least two of them, one for itself and one for what
 * separates it from the next.
 */
final class NativeBuffer {
    private static final int FIRST_ELEMENTS_MAX = 1024;
    private static final int GROWTH_MAX = 16;

    private final TensorMemory memory;
    private final DataType dataType;
    private @Nullable MemoryBlock block;
    private MemorySegment segment = MemorySegment.NULL;
    private long capacity;
    private long count;
    private int remainingAtFirst;

    NativeBuffer(TensorMemory memory, DataType dataType) {
        this.memory = memory;
        this.dataType = dataType;
    }

    /** Where elements go; another one after {@link #grow}. */
    MemorySegment segment() {
        return segment;
    }

    /** Elements that are there. */
    long count() {
        return count;
    }

    /** Elements that there is room for. */
    long capacity() {
        return capacity;
    }

    void count(long newCount) {
        count = newCount;
    }

    /** Where the next element goes; {@code remaining} is what is left of the JSON. */
    long nextOffset(int remaining) {
        if (count == capacity) {
            grow(remaining);
        }
        return count++ * dataType.byteSize();
    }

    /** Makes room for more, guessing from what the elements before took of the JSON. */
    void grow(int remaining) {
        long most = count + remaining / 2 + 1;
        long wanted = Math.min(most, FIRST_ELEMENTS_MAX);
        if (block == null) {
            remainingAtFirst = remaining;
        } else {
            double perElement = (double) (remainingAtFirst - remaining) / count;
            long guess = count + (long) (1.05 * remaining / Math.max(perElement, 1)) + 16;
            wanted = Math.min(most, Math.clamp(guess, 2 * count, GROWTH_MAX * count));
        }
        resize(wanted);
    }

    private void resize(long elements) {
        MemoryBlock larger = memory.allocate(elements * dataType.byteSize());
        MemorySegment.copy(segment, 0, larger.segment(), 0, count * dataType.byteSize());
        drop();
        block = larger;
        segment = larger.segment();
        capacity = elements;
    }

    NumericTensor toTensor(Shape shape) {
        MemoryBlock filled = block == null ? memory.allocate(0) : block;
        block = null;
        return NumericTensor.over(filled, dataType, shape);
    }

    void drop() {
        if (block != null) {
            block.release();
            block = null;
        }
    }
}
