package io.inferry.transport;

import io.inferry.api.inference.Inference;
import io.inferry.api.management.Management;
import io.inferry.api.observer.Observer;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a protocol answers with.
 *
 * @param observers all of the server's, for what one of them offers: a page for scrapers, say
 * @param options the protocol's own switches from the configuration; an unknown key is the
 *     protocol's error to report
 */
public record ProtocolContext(
        Inference inference,
        Management management,
        List<Observer> observers,
        Map<String, String> options) {
    public ProtocolContext {
        observers = List.copyOf(observers);
        options = Map.copyOf(options);
    }

    /** The first observer of a kind. */
    public <T> Optional<T> observer(Class<T> kind) {
        return observers.stream().filter(kind::isInstance).map(kind::cast).findFirst();
    }
}
