package io.inferry.contracts;

import io.inferry.core.Serving;
import io.inferry.core.ServingBuilder;
import io.inferry.core.repository.RepositorySettings;
import io.inferry.transport.Endpoint;
import io.inferry.transport.Protocol;
import io.inferry.transport.ProtocolContext;
import io.inferry.transport.listen.ListenLimits;
import io.inferry.transport.listen.ListenSettings;
import io.inferry.transport.listen.Listeners;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A real server for tests: every engine on the class path, one protocol, free ports. */
public final class ProtocolServer implements AutoCloseable {

    /** The test has put its models there already: no version waits to settle. */
    private static final RepositorySettings NOTHING_CHANGES =
            new RepositorySettings(
                    RepositorySettings.STANDARD.poll(),
                    Duration.ZERO,
                    RepositorySettings.STANDARD.marker(),
                    RepositorySettings.STANDARD.filesMax(),
                    RepositorySettings.STANDARD.depthMax());

    private final Serving serving;
    private final Listeners listeners;

    private ProtocolServer(Serving serving, Listeners listeners) {
        this.serving = serving;
        this.listeners = listeners;
    }

    /** A server that has tried to load everything in {@code models}. */
    public static ProtocolServer start(Path models, Protocol protocol, ListenLimits limits) {
        return start(models, protocol, limits, Map.of());
    }

    /** The same with options of the protocol. */
    public static ProtocolServer start(
            Path models, Protocol protocol, ListenLimits limits, Map<String, String> options) {
        return start(over(models).start(), protocol, limits, options);
    }

    /** An engine room over models that are all there already, to be changed and started. */
    public static ServingBuilder over(Path models) {
        return Serving.builder().models(models).repository(NOTHING_CHANGES);
    }

    /** A server before models that a test has loaded in a way of its own; closes them too. */
    public static ProtocolServer start(
            Serving serving, Protocol protocol, ListenLimits limits, Map<String, String> options) {
        return start(serving, protocol, ListenSettings.onFreePorts().withLimits(limits), options);
    }

    /** The same, listening as these say. */
    public static ProtocolServer start(
            Serving serving,
            Protocol protocol,
            ListenSettings listen,
            Map<String, String> options) {
        List<Endpoint> endpoints =
                protocol.endpoints(
                        new ProtocolContext(
                                serving.inference(), serving.management(), List.of(), options));
        return new ProtocolServer(serving, Listeners.open(listen, endpoints));
    }

    /** Where a listener is. */
    public int port(String listener) {
        return listeners.port(listener);
    }

    /** The engine room behind the protocol. */
    public Serving serving() {
        return serving;
    }

    /** Waits until no request or answer holds native memory; fails when that never comes. */
    public void awaitNoTensors() {
        Waiting.STANDARD.until(
                "the last byte of tensors given back",
                () -> serving.management().tensorBytes() == 0);
    }

    @Override
    public void close() {
        listeners.close();
        serving.close();
    }
}
