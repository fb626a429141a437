package io.inferry.server.running;

import io.inferry.api.engine.Engine;
import io.inferry.api.observer.Observer;
import io.inferry.configuration.ServerSettings;
import io.inferry.core.Serving;
import io.inferry.core.ServingBuilder;
import io.inferry.server.log.LoggingObserver;
import io.inferry.server.plugin.Plugin;
import io.inferry.server.plugin.Plugins;
import io.inferry.transport.listen.Listeners;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** A server that loads its models and has no socket open yet. */
final class LoadingServer implements AutoCloseable {
    private final ServerSettings settings;
    private final List<Plugin> plugins;
    private final List<Observer> observers;
    private final Steering steering;
    private final Serving serving;
    private final StoppingManagement management;

    private LoadingServer(
            ServerSettings settings, List<Plugin> plugins, UnaryOperator<ServingBuilder> models) {
        this.settings = settings;
        this.plugins = plugins;
        this.observers = observers(plugins);
        this.steering = Steering.open(settings, observers);
        this.serving =
                models.apply(Serving.builder())
                        .engines(Plugins.all(Engine.class, plugins, Plugin::engines))
                        .observers(observers)
                        .repository(Rooms.repository(settings))
                        .lifecycle(Rooms.lifecycle(settings))
                        .memory(Rooms.memory(settings))
                        .overrideKey(settings.overrideKey())
                        .startLoading();
        this.management = new StoppingManagement(serving.management());
    }

    /**
     * Begins to load.
     *
     * @param models adds which
     */
    static LoadingServer load(ServerSettings settings, UnaryOperator<ServingBuilder> models) {
        List<Plugin> plugins = Plugins.load(settings.plugins().orElseGet(Distribution::plugins));
        return new LoadingServer(settings, plugins, models);
    }

    private static List<Observer> observers(List<Plugin> plugins) {
        var observers = new ArrayList<Observer>();
        observers.add(new LoggingObserver());
        observers.addAll(Plugins.all(Observer.class, plugins, Plugin::observers));
        return observers;
    }

    StoppingManagement management() {
        return management;
    }

    /**
     * Opens the sockets. What is loaded is closed when that fails.
     *
     * @throws io.inferry.api.ServingException that names what cannot be as configured
     */
    Server open(StandardPorts ports) {
        try {
            var protocols = new Protocols(Plugins.protocols(plugins), settings.protocols());
            var sockets =
                    new Sockets(
                            settings,
                            protocols.endpoints(serving.inference(), management, observers),
                            ports);
            var listeners = Listeners.open(sockets.listenSettings(), sockets.endpoints());
            var offer = new Server.Offer(sockets.endpoints(), listeners);
            return new Server(settings, new Server.Machine(serving, steering), management, offer);
        } catch (RuntimeException refused) {
            close();
            throw refused;
        }
    }

    @Override
    public void close() {
        steering.close();
        serving.close();
    }
}
