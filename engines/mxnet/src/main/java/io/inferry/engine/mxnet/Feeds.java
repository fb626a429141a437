package io.inferry.engine.mxnet;

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

/** The inputs of one run, checked, and their shapes, in the signature's order. */
record Feeds(List<NumericTensor> tensors, List<Shape> shapes) {
    /**
     * Checks the inputs against the signature.
     *
     * @throws ServingException INVALID_ARGUMENT for a wrong name, dtype or shape
     * @throws IllegalStateException when a tensor is closed
     */
    static Feeds of(ModelId id, Signature signature, Map<String, Tensor> inputs) {
        List<TensorSpec> specs = signature.inputs();
        Feeds feeds = new Feeds(new ArrayList<>(specs.size()), new ArrayList<>(specs.size()));
        for (TensorSpec spec : specs) {
            Tensor tensor = inputs.get(spec.name());
            if (tensor == null || inputs.size() != specs.size()) {
                throw wrongNames(id, signature, inputs);
            }
            feeds.tensors.add(checked(spec, tensor));
            feeds.shapes.add(tensor.shape());
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
        Shape shape = tensor.shape();
        if (!spec.shape().accepts(shape)) {
            throw ServingException.shapeMismatch(spec.name(), spec.shape(), shape);
        }
        if (shape.rank() == 0 || shape.elements() == 0) {
            throw ServingException.invalidArgument(
                    "input '%s' has shape %s; MXNet takes neither scalars nor tensors without elements"
                            .formatted(spec.name(), shape));
        }
        return numbers;
    }

    private static ServingException wrongNames(
            ModelId id, Signature signature, Map<String, Tensor> inputs) {
        return ServingException.invalidArgument(
                "model %s takes the inputs %s, got %s"
                        .formatted(
                                id,
                                signature.inputs().stream().map(TensorSpec::name).toList(),
                                inputs.keySet()));
    }
}
