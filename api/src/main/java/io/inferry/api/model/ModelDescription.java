package io.inferry.api.model;

import java.util.Map;

/**
 * What callers may know of a loaded version.
 *
 * @param platform the runtime as Open Inference Protocol clients know it, for example {@code
 *     onnxruntime_onnx}
 * @param signatures by name; {@link Signature#DEFAULT_NAME} is always there
 * @param metadata what the model file says of itself: producer, domain, description
 */
public record ModelDescription(
        ModelId id,
        String platform,
        Map<String, Signature> signatures,
        Map<String, String> metadata) {
    public ModelDescription {
        signatures = Map.copyOf(signatures);
        metadata = Map.copyOf(metadata);
    }
}
