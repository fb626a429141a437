package io.inferry.api.model;

import java.util.List;
import java.util.Optional;

/** Named inputs and outputs, in the model's own order. */
public record Signature(String name, List<TensorSpec> inputs, List<TensorSpec> outputs) {
    /** What a caller means who names no signature. */
    public static final String DEFAULT_NAME = "serving_default";

    public Signature {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    /** The input of this name. */
    public Optional<TensorSpec> input(String inputName) {
        return find(inputs, inputName);
    }

    /** The output of this name. */
    public Optional<TensorSpec> output(String outputName) {
        return find(outputs, outputName);
    }

    private static Optional<TensorSpec> find(List<TensorSpec> specs, String wanted) {
        for (TensorSpec spec : specs) {
            if (spec.name().equals(wanted)) {
                return Optional.of(spec);
            }
        }
        return Optional.empty();
    }
}
