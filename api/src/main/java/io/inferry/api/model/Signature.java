package io.inferry.api.model;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Named inputs and outputs, in the model's own order.
 *
 * @param method what it is for, as TensorFlow's {@code method_name} says it; {@link #PREDICT} for
 *     every model that does not say
 * @param optional inputs that may be missing from a request: the model has values of its own for
 *     them
 */
public record Signature(
        String name,
        List<TensorSpec> inputs,
        List<TensorSpec> outputs,
        String method,
        Set<String> optional) {
    /** What a caller means who names no signature. */
    public static final String DEFAULT_NAME = "serving_default";

    /** The method of a signature that takes tensors and answers tensors. */
    public static final String PREDICT = "tensorflow/serving/predict";

    public Signature {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        optional = Set.copyOf(optional);
    }

    /** Tensors in, tensors out, and every input is needed. */
    public Signature(String name, List<TensorSpec> inputs, List<TensorSpec> outputs) {
        this(name, inputs, outputs, PREDICT, Set.of());
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
