package io.inferry.api.engine;

import io.inferry.api.model.Signature;
import java.util.List;
import java.util.Map;

/**
 * What an artifact says of itself.
 *
 * @param format for example {@code ONNX}
 * @param facts in the order to show them: producer, opset, operators, parameters
 */
public record Inspection(
        String format, long byteSize, List<Signature> signatures, Map<String, String> facts) {
    public Inspection {
        signatures = List.copyOf(signatures);
    }
}
