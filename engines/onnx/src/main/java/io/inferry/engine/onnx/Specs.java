package io.inferry.engine.onnx;

import io.inferry.api.ServingException;
import io.inferry.api.model.Signature;
import io.inferry.api.model.TensorSpec;
import io.inferry.api.tensor.DataType;
import io.inferry.api.tensor.Shape;
import io.inferry.engine.onnx.file.ValueType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a graph's values are called and look like as tensors. A list of maps with the name {@code p}
 * becomes two tensors of shape [rows, keys]: {@code p} holds the values, {@code p_keys} the keys.
 *
 * @param mapLists names of the outputs that are lists of maps
 * @param unsupported values that have no tensor form, by name, as ONNX writes their type
 */
record Specs(
        List<TensorSpec> inputs,
        List<TensorSpec> outputs,
        Set<String> mapLists,
        Map<String, String> unsupported) {
    static final String KEYS_SUFFIX = "_keys";

    Specs {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        mapLists = Set.copyOf(mapLists);
        unsupported = Map.copyOf(unsupported);
    }

    static Specs of(Map<String, ValueType> inputs, Map<String, ValueType> outputs) {
        List<TensorSpec> inputSpecs = new ArrayList<>();
        List<TensorSpec> outputSpecs = new ArrayList<>();
        Set<String> mapLists = new HashSet<>();
        Map<String, String> unsupported = new LinkedHashMap<>();
        inputs.forEach((name, type) -> {
            if (type instanceof ValueType.Tensor tensor) {
                inputSpecs.add(tensorSpec(name, tensor));
            } else {
                unsupported.put("input '" + name + "'", type.text());
            }
        });
        outputs.forEach((name, type) -> {
            switch (type) {
                case ValueType.Tensor tensor -> outputSpecs.add(tensorSpec(name, tensor));
                case ValueType.MapList maps -> {
                    mapLists.add(name);
                    outputSpecs.add(matrix(name, maps.elementType()));
                    outputSpecs.add(matrix(name + KEYS_SUFFIX, maps.keyType()));
                }
                case ValueType.LoneMap _, ValueType.Unsupported _ ->
                        unsupported.put("output '" + name + "'", type.text());
                case ValueType.Untyped _ -> {
                    // the runtime knows, once it has the graph
                }
            }
        });
        return new Specs(inputSpecs, outputSpecs, mapLists, unsupported);
    }

    /**
     * Stops a load that could not answer.
     *
     * @throws ServingException UNIMPLEMENTED that names every value without a tensor form
     */
    void refuseUnsupported(Path file) {
        if (!unsupported.isEmpty()) {
            throw ServingException.unimplemented(
                    file + " has values that cannot be served as tensors: " + unsupported);
        }
    }

    Signature signature() {
        return new Signature(Signature.DEFAULT_NAME, inputs, outputs);
    }

    private static TensorSpec tensorSpec(String name, ValueType.Tensor tensor) {
        boolean named = tensor.dimNames().stream().anyMatch(dimName -> !dimName.isEmpty());
        return new TensorSpec(
                name, tensor.dataType(), tensor.shape(), named ? tensor.dimNames() : List.of());
    }

    private static TensorSpec matrix(String name, DataType dataType) {
        return new TensorSpec(name, dataType, Shape.of(Shape.UNKNOWN, Shape.UNKNOWN));
    }
}
