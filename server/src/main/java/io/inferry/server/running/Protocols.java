package io.inferry.server.running;

import io.inferry.api.ServingException;
import io.inferry.api.inference.Inference;
import io.inferry.api.management.Management;
import io.inferry.api.observer.Observer;
import io.inferry.transport.Endpoint;
import io.inferry.transport.Protocol;
import io.inferry.transport.ProtocolContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The protocols of the class path and of plug-ins, and what they offer. */
final class Protocols {
    private final List<Protocol> protocols;
    private final Map<String, Map<String, String>> options;

    /**
     * @param options by protocol
     */
    Protocols(List<Protocol> protocols, Map<String, Map<String, String>> options) {
        this.protocols = List.copyOf(protocols);
        this.options = options;
        refuseUnknown();
    }

    private void refuseUnknown() {
        var names = new TreeSet<String>();
        protocols.forEach(protocol -> names.add(protocol.name()));
        for (String name : options.keySet()) {
            if (!names.contains(name)) {
                throw ServingException.invalidArgument(
                        "there are options for a protocol '" + name + "'; there are " + names);
            }
        }
    }

    /** Everything that they serve. */
    List<Endpoint> endpoints(Inference inference, Management management, List<Observer> observers) {
        var endpoints = new ArrayList<Endpoint>();
        for (Protocol protocol : protocols) {
            var own = options.getOrDefault(protocol.name(), Map.of());
            endpoints.addAll(
                    protocol.endpoints(new ProtocolContext(inference, management, observers, own)));
        }
        return endpoints;
    }
}
