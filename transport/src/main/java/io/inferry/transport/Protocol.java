package io.inferry.transport;

import java.util.List;

/** One wire family. Found through {@link java.util.ServiceLoader}. */
public interface Protocol {
    /** Short and stable, as configuration and metrics name it: {@code tfserving}. */
    String name();

    /** What it serves. Called once, before the sockets open. */
    List<Endpoint> endpoints(ProtocolContext context);
}
