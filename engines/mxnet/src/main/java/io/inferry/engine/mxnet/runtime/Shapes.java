package io.inferry.engine.mxnet.runtime;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.inferry.api.tensor.Shape;
import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * What a symbol's tensors look like, in the order of its lists; a shape that is not known is {@link
 * Shape#ANY}.
 */
public record Shapes(List<Shape> arguments, List<Shape> outputs, List<Shape> auxiliary) {
    public Shapes {
        arguments = List.copyOf(arguments);
        outputs = List.copyOf(outputs);
        auxiliary = List.copyOf(auxiliary);
    }

    /** Dimensions that are 0 are not known in MXNet's old way of counting; neither is rank 0. */
    static Shape of(int rank, MemorySegment dims) {
        if (rank <= 0) {
            return Shape.ANY;
        }
        MemorySegment numbers = Native.sized(dims, (long) rank * Integer.BYTES);
        long[] values = new long[rank];
        for (int i = 0; i < rank; i++) {
            int dim = numbers.getAtIndex(JAVA_INT, i);
            values[i] = dim <= 0 ? Shape.UNKNOWN : dim;
        }
        return Shape.of(values);
    }
}
