package io.inferry.server.plugin;

import io.inferry.api.engine.Engine;
import io.inferry.api.observer.Observer;
import io.inferry.transport.Protocol;
import java.util.List;

/**
 * What one directory offers.
 *
 * @param name the directory's
 */
public record Plugin(
        String name, List<Engine> engines, List<Protocol> protocols, List<Observer> observers) {
    public Plugin {
        engines = List.copyOf(engines);
        protocols = List.copyOf(protocols);
        observers = List.copyOf(observers);
    }

    boolean offersNothing() {
        return engines.isEmpty() && protocols.isEmpty() && observers.isEmpty();
    }
}
