package io.inferry.engine.opencv;

import io.inferry.api.ServingException;
import io.inferry.api.model.ModelId;
import io.inferry.api.model.Signature;
import io.inferry.api.model.TensorSpec;
import io.inferry.api.tensor.NumericTensor;
import io.inferry.api.tensor.Shape;
import io.inferry.api.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The inputs of one run, checked, in the signature's order. */
final class Feeds {
    /** OpenCV counts in 32 bits what layers make of a row. */
    static final long ROW_MAX = 1 << 24;

    private Feeds() {}

    /**
     * Checks the inputs against the signature.
     *
     * @throws ServingException INVALID_ARGUMENT for a wrong name, dtype or shape
     * @throws IllegalStateException when a tensor is closed
     */
    static List<NumericTensor> of(ModelId id, Signature signature, Map<String, Tensor> inputs) {
        List<TensorSpec> specs = signature.inputs();
        List<NumericTensor> feeds = new ArrayList<>(specs.size());
        for (TensorSpec spec : specs) {
            Tensor tensor = inputs.get(spec.name());
            if (tensor == null || inputs.size() != specs.size()) {
                throw ServingException.invalidArgument(
                        "model %s takes the inputs %s, got %s"
                                .formatted(
                                        id,
                                        specs.stream().map(TensorSpec::name).toList(),
                                        inputs.keySet()));
            }
            feeds.add(checked(spec, tensor));
        }
        return feeds;
    }

    private static NumericTensor checked(TensorSpec spec, Tensor tensor) {
        if (tensor.isClosed()) {
            throw new IllegalStateException(
                    "tensor '" + spec.name() + "' was closed before the run");
        }
        if (tensor.dataType() != spec.dataType() || !(tensor instanceof NumericTensor numbers)) {
            throw ServingException.dataTypeMismatch(
                    spec.name(), spec.dataType(), tensor.dataType());
        }
        if (!spec.shape().accepts(tensor.shape())) {
            throw ServingException.shapeMismatch(spec.name(), spec.shape(), tensor.shape());
        }
        Shape shape = tensor.shape();
        long elements = shape.elements();
        if (elements == 0
                || numbers.byteSize() > Integer.MAX_VALUE
                || elements / shape.dim(0) > ROW_MAX) {
            throw ServingException.invalidArgument(
                    "input '%s' has shape %s; OpenCV takes 1 to %d numbers a row and 2^29 at a time"
                            .formatted(spec.name(), shape, ROW_MAX));
        }
        return numbers;
    }

    /** As the library wants it. */
    static int[] dims(Shape shape) {
        int[] dims = new int[shape.rank()];
        for (int i = 0; i < dims.length; i++) {
            dims[i] = (int) shape.dim(i);
        }
        return dims;
    }
}
