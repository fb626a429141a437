package io.inferry.protocol.scoring.body;

import io.inferry.api.tensor.Tensor;
import java.util.Map;

/**
 * What a body asks.
 *
 * @param signature the one that takes these inputs
 * @param inputs which become the holder's to close or hand over
 */
public record Asked(String signature, Map<String, Tensor> inputs) {
    /** Frees the inputs. */
    void drop() {
        inputs.values().forEach(Tensor::close);
    }
}
