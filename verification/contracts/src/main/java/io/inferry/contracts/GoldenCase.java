package io.inferry.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import io.inferry.api.tensor.Tensor;
import io.inferry.api.tensor.TensorMemory;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** One question and its right answer. */
public record GoldenCase(
        String signature, Map<String, GoldenValue> inputs, Map<String, GoldenValue> outputs) {
    public GoldenCase {
        inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
        outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
    }

    /** The question as tensors that the caller closes, in the file's order. */
    public Map<String, Tensor> inputTensors(TensorMemory memory) {
        return tensors(inputs, memory);
    }

    /** The right answer as tensors that the caller closes. */
    public Map<String, Tensor> outputTensors(TensorMemory memory) {
        return tensors(outputs, memory);
    }

    /**
     * Fails unless every output of this case is in {@code actual} with its dtype, shape and values.
     * Integers and strings must be equal; floats may differ by {@code tolerance * max(1,
     * |expected|)}. More outputs than this case has are no error.
     */
    public void assertMatches(Map<String, Tensor> actual, double tolerance) {
        outputs.forEach((name, expected) -> {
            Tensor tensor = actual.get(name);
            assertThat(tensor).as("output '%s' among %s", name, actual.keySet()).isNotNull();
            if (tensor != null) {
                expected.assertMatches(name, tensor, tolerance);
            }
        });
    }

    private static Map<String, Tensor> tensors(
            Map<String, GoldenValue> values, TensorMemory memory) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        values.forEach((name, value) -> tensors.put(name, value.tensor(memory)));
        return tensors;
    }
}
