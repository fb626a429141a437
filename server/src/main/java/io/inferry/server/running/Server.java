package io.inferry.server.running;

import io.inferry.api.ServingException;
import io.inferry.api.model.ModelRef;
import io.inferry.api.model.Signature;
import io.inferry.configuration.ServerSettings;
import io.inferry.core.Serving;
import io.inferry.server.plugin.Plugin;
import io.inferry.server.plugin.Plugins;
import io.inferry.server.rehearsal.Rehearsal;
import io.inferry.server.rehearsal.Sample;
import io.inferry.transport.Endpoint;
import io.inferry.transport.listen.ListenerStatus;
import io.inferry.transport.listen.Listeners;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running server. The order of {@link #start} is the order of a start, and nothing more. */
public final class Server implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Server.class);

    private final ServerSettings settings;
    private final Serving serving;
    private final Steering steering;
    private final StoppingManagement management;
    private final List<Endpoint> endpoints;
    private final Listeners listeners;

    Server(ServerSettings settings, Machine machine, StoppingManagement management, Offer offer) {
        this.settings = settings;
        this.serving = machine.serving;
        this.steering = machine.steering;
        this.management = management;
        this.endpoints = offer.endpoints;
        this.listeners = offer.listeners;
    }

    /** What answers, and what moves traffic in it. */
    record Machine(Serving serving, Steering steering) {}

    /** What is open to callers. */
    record Offer(List<Endpoint> endpoints, Listeners listeners) {
        Offer {
            endpoints = List.copyOf(endpoints);
        }
    }

    /**
     * Begins to load the models, then opens the sockets; whether models are loaded is said by
     * readiness.
     *
     * @throws ServingException that names what cannot be as configured
     */
    public static Server start(ServerSettings settings, StandardPorts ports) {
        Path models = models(settings);
        return LoadingServer.load(settings, serving -> serving.models(models)).open(ports);
    }

    private static Path models(ServerSettings settings) {
        Path models =
                settings.models()
                        .orElseThrow(() ->
                                ServingException.invalidArgument(
                                        "no models are named: --models DIR, or models in"
                                                + " the configuration"));
        if (!Files.isDirectory(models)) {
            throw ServingException.invalidArgument(
                    "models must be a directory, but there is none at " + models.toAbsolutePath());
        }
        return models;
    }

    /** The port that a listener is bound to. */
    public int port(String listener) {
        return listeners.port(listener);
    }

    /** What is served where. */
    public List<Endpoint> endpoints() {
        return endpoints;
    }

    /** Every bound address. */
    List<ListenerStatus> addresses() {
        return listeners.status();
    }

    /** Has the sample model answer over every listener. */
    void rehearse() {
        var sample = management.describe(ModelRef.latest(Sample.MODEL));
        var signature = Objects.requireNonNull(sample.signatures().get(Signature.DEFAULT_NAME));
        var ports = new TreeMap<String, Integer>();
        endpoints.forEach(endpoint -> ports.put(endpoint.listener(), port(endpoint.listener())));
        new Rehearsal(ports, signature.inputs().getFirst().name()).run();
    }

    /**
     * The listeners that such a server would have, each with its standard port. Nothing is loaded
     * or opened.
     */
    public static Map<String, Integer> standardPorts(ServerSettings settings) {
        List<Plugin> plugins = Plugins.load(settings.plugins().orElseGet(Distribution::plugins));
        var ports = new TreeMap<String, Integer>();
        try (Serving nothing =
                Serving.builder()
                        .models(Distribution.home().resolve("none"))
                        .engines(List.of())
                        .observers(List.of())
                        .startLoading()) {
            new Protocols(Plugins.protocols(plugins), settings.protocols())
                    .endpoints(nothing.inference(), nothing.management(), List.of())
                    .forEach(endpoint -> ports.put(endpoint.listener(), endpoint.standardPort()));
        }
        return ports;
    }

    /** The operators' side. */
    StoppingManagement management() {
        return management;
    }

    /** Waits until every model that was there at the start was tried once. */
    public boolean awaitLoaded(Duration most) {
        return serving.awaitLoaded(most);
    }

    /**
     * Takes no more requests, lets those inside finish within the configured time, closes models.
     */
    @Override
    public void close() {
        long began = System.nanoTime();
        management.stop();
        LOG.info("stopping timeout_ms={}", settings.stopTimeout().toMillis());
        boolean finished = listeners.awaitIdle(settings.stopTimeout());
        if (!finished) {
            LOG.warn("requests cut off after timeout_ms={}", settings.stopTimeout().toMillis());
        }
        steering.close();
        serving.close();
        listeners.close();
        LOG.info("stopped after_ms={}", (System.nanoTime() - began) / 1_000_000);
    }
}
