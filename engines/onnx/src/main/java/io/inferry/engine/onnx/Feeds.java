package io.inferry.engine.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import io.inferry.api.ServingException;
import io.inferry.api.model.TensorSpec;
import io.inferry.api.tensor.Shape;
import io.inferry.api.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The inputs of one run as the runtime takes them, and their shapes in the signature's order. */
record Feeds(Map<String, OnnxTensor> tensors, List<Shape> shapes) implements AutoCloseable {
    /**
     * Checks the inputs against the signature and wraps them.
     *
     * @throws ServingException INVALID_ARGUMENT for a wrong name, dtype or shape
     */
    static Feeds of(Graph graph, NativeTensors factory, Map<String, Tensor> inputs)
            throws OrtException {
        List<TensorSpec> specs = graph.signature().inputs();
        if (inputs.size() != specs.size()) {
            throw wrongNames(graph, inputs);
        }
        Feeds feeds = new Feeds(HashMap.newHashMap(specs.size()), new ArrayList<>(specs.size()));
        try {
            for (TensorSpec spec : specs) {
                Tensor tensor = inputs.get(spec.name());
                if (tensor == null) {
                    throw wrongNames(graph, inputs);
                }
                check(spec, tensor);
                feeds.tensors.put(spec.name(), factory.of(spec.name(), tensor));
                feeds.shapes.add(tensor.shape());
            }
        } catch (OrtException | RuntimeException e) {
            feeds.close();
            throw e;
        }
        return feeds;
    }

    private static void check(TensorSpec spec, Tensor tensor) {
        if (tensor.dataType() != spec.dataType()) {
            throw ServingException.dataTypeMismatch(
                    spec.name(), spec.dataType(), tensor.dataType());
        }
        if (!spec.shape().accepts(tensor.shape())) {
            throw ServingException.shapeMismatch(spec.name(), spec.shape(), tensor.shape());
        }
    }

    private static ServingException wrongNames(Graph graph, Map<String, Tensor> inputs) {
        return ServingException.invalidArgument(
                "model %s takes the inputs %s, got %s"
                        .formatted(
                                graph.id(),
                                graph.signature().inputs().stream().map(TensorSpec::name).toList(),
                                inputs.keySet()));
    }

    @Override
    public void close() {
        for (OnnxTensor tensor : tensors.values()) {
            tensor.close();
        }
    }
}
