package io.inferry.server.running;

import io.inferry.api.ServingException;
import io.inferry.api.engine.Engine;
import io.inferry.api.model.ModelRef;
import io.inferry.api.model.Signature;
import io.inferry.api.observer.Observer;
import io.inferry.configuration.ServerSettings;
import io.inferry.core.Serving;
import io.inferry.server.log.LoggingObserver;
import io.inferry.server.plugin.Plugin;
import io.inferry.server.plugin.Plugins;
import io.inferry.server.rehearsal.Rehearsal;
import io.inferry.server.rehearsal.Sample;
import io.inferry.transport.Endpoint;
import io.inferry.transport.Protocol;
import io.inferry.transport.listen.ListenerStatus;
import io.inferry.transport.listen.Listeners;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running server. The order of {@link #start} is the order of a start, and nothing more. */
public final class Server implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Server.class);

    private final ServerSettings settings;
    private final Serving serving;
    private final StoppingManagement management;
    private final List<Endpoint> endpoints;
    private final Listeners listeners;

    private Server(
            ServerSettings settings, Serving serving, StoppingManagement management, Offer offer) {
        this.settings = settings;
        this.serving = serving;
        this.management = management;
        this.endpoints = offer.endpoints;
        this.listeners = offer.listeners;
    }

    private record Offer(List<Endpoint> endpoints, Listeners listeners) {}

    /**
     * Begins to load the models, then opens the sockets; whether models are loaded is said by
     * readiness.
     *
     * @throws ServingException that names what cannot be as configured
     */
    public static Server start(ServerSettings settings, StandardPorts ports) {
        Path models = models(settings);
        List<Plugin> plugins = Plugins.load(settings.plugins().orElseGet(Distribution::plugins));
        List<Observer> observers = observers(plugins);
        Serving serving =
                Serving.builder()
                        .models(models)
                        .engines(all(Engine.class, plugins, Plugin::engines))
                        .observers(observers)
                        .repository(Rooms.repository(settings))
                        .lifecycle(Rooms.lifecycle(settings))
                        .memory(Rooms.memory(settings))
                        .startLoading();
        try {
            var management = new StoppingManagement(serving.management());
            var protocols =
                    new Protocols(
                            all(Protocol.class, plugins, Plugin::protocols), settings.protocols());
            var sockets =
                    new Sockets(
                            settings,
                            protocols.endpoints(serving.inference(), management, observers),
                            ports);
            var listeners = Listeners.open(sockets.listenSettings(), sockets.endpoints());
            var offer = new Offer(sockets.endpoints(), listeners);
            return new Server(settings, serving, management, offer);
        } catch (RuntimeException refused) {
            serving.close();
            throw refused;
        }
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

    private static List<Observer> observers(List<Plugin> plugins) {
        var observers = new ArrayList<Observer>();
        observers.add(new LoggingObserver());
        observers.addAll(all(Observer.class, plugins, Plugin::observers));
        return observers;
    }

    /** Those of the class path, then those of plug-ins. */
    private static <S> List<S> all(
            Class<S> type, List<Plugin> plugins, Function<Plugin, List<S>> offered) {
        var all = new ArrayList<S>();
        ServiceLoader.load(type).forEach(all::add);
        plugins.forEach(plugin -> all.addAll(offered.apply(plugin)));
        return all;
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
            new Protocols(all(Protocol.class, plugins, Plugin::protocols), settings.protocols())
                    .endpoints(nothing.inference(), nothing.management(), List.of())
                    .forEach(endpoint -> ports.put(endpoint.listener(), endpoint.standardPort()));
        }
        return ports;
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
        serving.close();
        listeners.close();
        LOG.info("stopped after_ms={}", (System.nanoTime() - began) / 1_000_000);
    }
}
