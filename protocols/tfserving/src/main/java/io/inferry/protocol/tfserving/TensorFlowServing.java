package io.inferry.protocol.tfserving;

import io.inferry.api.ErrorCode;
import io.inferry.transport.Endpoint;
import io.inferry.transport.Protocol;
import io.inferry.transport.ProtocolContext;
import java.util.List;

/** TensorFlow Serving's REST API: status, metadata and predictions. */
public final class TensorFlowServing implements Protocol {
    static final String NAME = "tfserving";
    private static final String LISTENER = "tensorflow_rest";
    private static final int STANDARD_PORT = 8501;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int httpStatus(ErrorCode code) {
        return WireCode.of(code).httpStatus();
    }

    @Override
    public List<Endpoint> endpoints(ProtocolContext context) {
        return List.of(new Endpoint.Http(LISTENER, STANDARD_PORT, new RestHandler(context)));
    }
}
