package io.inferry.engine.onnx;

import io.inferry.api.model.TensorSpec;
import io.inferry.api.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How the shape of an output follows from the shapes of the inputs, so that its memory can be there
 * before the run. A dimension is known, or is the input's dimension of the same name, or, as a
 * guess, dimension 0 is the number of rows. A wrong guess does no harm: the runtime compares.
 */
record OutputShape(List<Dim> dims) {
    /** One dimension. */
    sealed interface Dim {
        /** Always the same. */
        record Fixed(long size) implements Dim {}

        /** As large as one dimension of one input. */
        record Like(int input, int index) implements Dim {}
    }

    OutputShape {
        dims = List.copyOf(dims);
    }

    /** Nothing when some dimension can only be known by running the model. */
    static Optional<OutputShape> infer(TensorSpec output, List<TensorSpec> inputs) {
        List<Dim> dims = new ArrayList<>();
        for (int i = 0; i < output.shape().rank(); i++) {
            long size = output.shape().dim(i);
            Optional<Dim> dim =
                    size != Shape.UNKNOWN
                            ? Optional.of(new Dim.Fixed(size))
                            : findLike(output, i, inputs);
            if (dim.isEmpty()) {
                return Optional.empty();
            }
            dims.add(dim.get());
        }
        return Optional.of(new OutputShape(dims));
    }

    /** The output's shape for inputs of these shapes, given in the signature's order. */
    Shape of(List<Shape> inputs) {
        long[] sizes = new long[dims.size()];
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] =
                    switch (dims.get(i)) {
                        case Dim.Fixed fixed -> fixed.size();
                        case Dim.Like like -> inputs.get(like.input()).dim(like.index());
                    };
        }
        return Shape.of(sizes);
    }

    private static Optional<Dim> findLike(TensorSpec output, int index, List<TensorSpec> inputs) {
        String name = output.dimNames().isEmpty() ? "" : output.dimNames().get(index);
        if (!name.isEmpty()) {
            for (int input = 0; input < inputs.size(); input++) {
                int found = inputs.get(input).dimNames().indexOf(name);
                if (found >= 0) {
                    return Optional.of(new Dim.Like(input, found));
                }
            }
        }
        return index == 0 ? findRows(inputs) : Optional.empty();
    }

    private static Optional<Dim> findRows(List<TensorSpec> inputs) {
        for (int input = 0; input < inputs.size(); input++) {
            Shape shape = inputs.get(input).shape();
            if (shape.rank() > 0 && shape.dim(0) == Shape.UNKNOWN) {
                return Optional.of(new Dim.Like(input, 0));
            }
        }
        return Optional.empty();
    }
}
