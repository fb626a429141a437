package io.inferry.transport;

import io.inferry.api.ErrorCode;
import java.util.List;

/** One wire family. Found through {@link java.util.ServiceLoader}. */
public interface Protocol {
    /** Short and stable, as configuration and metrics name it: {@code tfserving}. */
    String name();

    /**
     * The HTTP status that its clients expect for a failure: one exhaustive switch, from which
     * docs/errors.md is made. Over gRPC every protocol has the transport's one mapping.
     */
    int httpStatus(ErrorCode code);

    /** What it serves. Called once, before the sockets open. */
    List<Endpoint> endpoints(ProtocolContext context);
}
