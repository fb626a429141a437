package io.inferry.api.model;

import java.util.Map;
import java.util.Optional;

/**
 * What callers may know of a loaded version.
 *
 * @param platform the runtime as Open Inference Protocol clients know it, for example {@code
 *     onnxruntime_onnx}
 * @param signatures by name; {@link Signature#DEFAULT_NAME} is among them unless the model has only
 *     others
 * @param metadata what the model file says of itself: producer, domain, description
 * @param requestLog what protocols are to write down of its requests; empty means nothing
 */
public record ModelDescription(
        ModelId id,
        String platform,
        Map<String, Signature> signatures,
        Map<String, String> metadata,
        Optional<RequestLogSettings> requestLog) {
    public ModelDescription {
        signatures = Map.copyOf(signatures);
        metadata = Map.copyOf(metadata);
    }

    /** A version whose requests are not written down. */
    public ModelDescription(
            ModelId id,
            String platform,
            Map<String, Signature> signatures,
            Map<String, String> metadata) {
        this(id, platform, signatures, metadata, Optional.empty());
    }
}
