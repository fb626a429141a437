package io.inferry.engine.tflite;

import io.inferry.api.ServingException;
import io.inferry.api.model.ModelId;
import io.inferry.api.model.Signature;
import io.inferry.api.model.TensorSpec;
import io.inferry.api.tensor.Shape;
import io.inferry.api.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The inputs of one run, checked, and their shapes, in the signature's order. */
record Feeds(List<Tensor> tensors, List<Shape> shapes) {
    /**
     * Checks the inputs against the signature.
     *
     * @throws ServingException INVALID_ARGUMENT for a wrong name, dtype or shape
     * @throws IllegalStateException when a tensor is closed
     */
    static Feeds of(ModelId id, Signature signature, Map<String, Tensor> inputs) {
        List<TensorSpec> specs = signature.inputs();
        if (inputs.size() != specs.size()) {
            throw wrongNames(id, signature, inputs);
        }
        Feeds feeds = new Feeds(new ArrayList<>(specs.size()), new ArrayList<>(specs.size()));
        for (TensorSpec spec : specs) {
            Tensor tensor = inputs.get(spec.name());
            if (tensor == null) {
                throw wrongNames(id, signature, inputs);
            }
            check(spec, tensor);
            feeds.tensors.add(tensor);
            feeds.shapes.add(tensor.shape());
        }
        return feeds;
    }

    private static void check(TensorSpec spec, Tensor tensor) {
        if (tensor.isClosed()) {
            throw new IllegalStateException(
                    "tensor '" + spec.name() + "' was closed before the run");
        }
        if (tensor.dataType() != spec.dataType()) {
            throw ServingException.dataTypeMismatch(
                    spec.name(), spec.dataType(), tensor.dataType());
        }
        if (!spec.shape().accepts(tensor.shape())) {
            throw ServingException.shapeMismatch(spec.name(), spec.shape(), tensor.shape());
        }
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
