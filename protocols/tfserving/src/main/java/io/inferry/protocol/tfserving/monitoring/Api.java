package io.inferry.protocol.tfserving.monitoring;

/** What a request came for and which way it came in. */
public enum Api {
    GRPC_PREDICT("Predict", "GRPC", "Predict"),
    GRPC_CLASSIFY("Classify", "GRPC", "Classify"),
    GRPC_REGRESS("Regress", "GRPC", "Regress"),
    REST_PREDICT("predict", "REST", "Predict"),
    REST_CLASSIFY("classify", "REST", "Classify"),
    REST_REGRESS("regress", "REST", "Regress"),
    /** Status and metadata, for which upstream has an empty name. */
    REST_READ("", "REST", "");

    private final String label;
    private final String entrypoint;
    private final String runtimeLabel;

    Api(String label, String entrypoint, String runtimeLabel) {
        this.label = label;
        this.entrypoint = entrypoint;
        this.runtimeLabel = runtimeLabel;
    }

    /** The label {@code API} of whole requests: REST has its own spelling. */
    String label() {
        return label;
    }

    String entrypoint() {
        return entrypoint;
    }

    /** The label {@code API} of the model's part. */
    String runtimeLabel() {
        return runtimeLabel;
    }
}
