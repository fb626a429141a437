package io.inferry.api.inference;

import io.inferry.api.tensor.Tensor;
import java.util.List;
import java.util.Map;

/**
 * What to run.
 *
 * @param signature a signature of the model
 * @param inputs by input name
 * @param outputs the names wanted, in the order wanted; empty means all
 */
public record InferenceRequest(
        String signature, Map<String, Tensor> inputs, List<String> outputs, Terms terms) {
    /** A request for all outputs. */
    public static InferenceRequest of(String signature, Map<String, Tensor> inputs) {
        return new InferenceRequest(signature, inputs, List.of(), Terms.STANDARD);
    }
}
