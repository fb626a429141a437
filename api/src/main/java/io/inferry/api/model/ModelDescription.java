package io.inferry.api.model;

import java.util.List;
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
 * @param classes names of the classes in the order of their probabilities; empty where unknown
 * @param requestLog what protocols are to write down of its requests; empty means nothing
 */
public record ModelDescription(
        ModelId id,
        String platform,
        Map<String, Signature> signatures,
        Map<String, String> metadata,
        List<String> classes,
        Optional<RequestLogSettings> requestLog) {
    public ModelDescription {
        classes = List.copyOf(classes);
        signatures = Map.copyOf(signatures);
        metadata = Map.copyOf(metadata);
    }

    /** A version whose requests are not written down, and whose classes have no names. */
    public ModelDescription(
            ModelId id,
            String platform,
            Map<String, Signature> signatures,
            Map<String, String> metadata) {
        this(id, platform, signatures, metadata, List.of(), Optional.empty());
    }

    /**
     * The signature that takes what a signature takes, column by column: the signature itself where
     * it does so, or its twin; empty where there is none.
     */
    public Optional<Signature> columnar(String signatureName) {
        Signature own = signatures.get(signatureName);
        if (own != null && own.columnar()) {
            return Optional.of(own);
        }
        return Optional.ofNullable(signatures.get(Signature.columnsOf(signatureName)))
                .filter(Signature::columnar);
    }
}
