package io.inferry.experiment.evidence.outputs;

import io.inferry.api.tensor.Shape;
import io.inferry.api.tensor.Tensor;
import java.util.Map;
import java.util.Optional;

/** What of an answer is the prediction. */
public final class Answers {
    private Answers() {}

    /** The output of this name; the first for an empty one. */
    public static Optional<Tensor> named(Map<String, Tensor> outputs, String name) {
        if (!name.isEmpty()) {
            return Optional.ofNullable(outputs.get(name));
        }
        return outputs.isEmpty()
                ? Optional.empty()
                : Optional.of(outputs.values().iterator().next());
    }

    /**
     * Length of the vector that one row's answer is; 1 for a single number. A tensor of one
     * dimension has a number for each row where it is as long as there are rows, else it is one
     * vector.
     *
     * @param rows of the request
     */
    public static long width(Shape shape, int rows) {
        int rank = shape.rank();
        if (rank == 0 || (rank == 1 && shape.dim(0) == rows)) {
            return 1;
        }
        return shape.dim(rank - 1);
    }
}
