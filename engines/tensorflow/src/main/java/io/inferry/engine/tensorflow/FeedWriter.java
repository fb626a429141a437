package io.inferry.engine.tensorflow;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.inferry.api.ServingException;
import io.inferry.api.tensor.NumericTensor;
import io.inferry.api.tensor.Shape;
import io.inferry.api.tensor.StringTensor;
import io.inferry.api.tensor.Tensor;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Makes TensorFlow's tensors from ours by one copy. Without a copy a variable of the model could
 * keep memory that belongs to a request.
 */
final class FeedWriter {
    /** TensorFlow ends the process on a tensor of more dimensions. */
    private static final int RANK_MAX = 254;

    private final MemorySegment dims;

    FeedWriter(Arena arena) {
        dims = arena.allocate(JAVA_LONG, RANK_MAX);
    }

    /**
     * A tensor with a copy of {@code tensor}'s elements.
     *
     * @throws IllegalStateException when {@code tensor} is closed
     * @throws ServingException INVALID_ARGUMENT for a shape that TensorFlow cannot hold,
     *     RESOURCE_EXHAUSTED when there is no memory
     */
    MemorySegment write(String name, Tensor tensor) {
        if (tensor.isClosed()) {
            throw new IllegalStateException("tensor '" + name + "' was closed before the run");
        }
        int rank = writeShape(name, tensor.shape());
        MemorySegment made =
                switch (tensor) {
                    case NumericTensor numbers -> numbers(numbers, rank);
                    case StringTensor texts ->
                            NativeTensors.ofStrings(
                                    Strings.write(texts.elements()),
                                    Strings.byteSize(texts.elements().size()),
                                    dims,
                                    rank);
                };
        if (made.equals(MemorySegment.NULL)) {
            throw noMemory(name, tensor);
        }
        return made;
    }

    private MemorySegment numbers(NumericTensor tensor, int rank) {
        MemorySegment from = tensor.segment();
        MemorySegment made =
                NativeTensors.allocate(
                        DataTypes.number(tensor.dataType()), dims, rank, from.byteSize());
        if (!made.equals(MemorySegment.NULL) && from.byteSize() > 0) {
            NativeTensors.memory(made, from.byteSize()).copyFrom(from);
        }
        return made;
    }

    /** TensorFlow ends the process when dimensions overflow, even if one of them is 0. */
    private int writeShape(String name, Shape shape) {
        int rank = shape.rank();
        if (rank > RANK_MAX) {
            throw ServingException.invalidArgument(
                    "input '%s' has %d dimensions, TensorFlow takes at most %d"
                            .formatted(name, rank, RANK_MAX));
        }
        long product = 1;
        for (int i = 0; i < rank; i++) {
            long dim = shape.dim(i);
            dims.setAtIndex(JAVA_LONG, i, dim);
            if (dim > 0) {
                if (Math.multiplyHigh(product, dim) != 0 || product * dim < 0) {
                    throw ServingException.invalidArgument(
                            "input '%s' has the shape %s, whose dimensions overflow"
                                    .formatted(name, shape));
                }
                product *= dim;
            }
        }
        return rank;
    }

    private static ServingException noMemory(String name, Tensor tensor) {
        return ServingException.resourceExhausted(
                "no memory for input '%s' %s".formatted(name, tensor));
    }
}
