package io.inferry.server.running;

import io.inferry.api.ServingException;
import io.inferry.configuration.ListenerOptions;
import io.inferry.configuration.ServerSettings;
import io.inferry.transport.Endpoint;
import io.inferry.transport.listen.ListenLimits;
import io.inferry.transport.listen.ListenSettings;
import io.inferry.transport.listen.ListenerObserver;
import io.inferry.transport.listen.ListenerSettings;
import io.inferry.transport.listen.Pem;
import io.inferry.transport.listen.TlsFiles;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.ToIntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The settings of sockets as the transport wants them, for the endpoints that there are. */
final class Sockets {
    /** Who can reach the admin API can unload every model, so it is not offered to the network. */
    private static final Map<String, String> LOOPBACK_UNLESS_TOLD = Map.of("admin", "127.0.0.1");

    private static final Logger LOG = LoggerFactory.getLogger(Sockets.class);

    private final ServerSettings settings;
    private final List<Endpoint> endpoints;
    private final ToIntFunction<Endpoint> standardPort;

    /**
     * @param endpoints all that protocols offer
     * @param standardPort where an endpoint goes whose port is not configured
     */
    Sockets(
            ServerSettings settings,
            List<Endpoint> endpoints,
            ToIntFunction<Endpoint> standardPort) {
        this.settings = settings;
        this.endpoints =
                endpoints.stream()
                        .filter(endpoint -> settings.listener(endpoint.listener()).enabled())
                        .toList();
        this.standardPort = standardPort;
        refuseUnknown(endpoints);
    }

    private void refuseUnknown(List<Endpoint> offered) {
        var names = new TreeSet<String>();
        offered.forEach(endpoint -> names.add(endpoint.listener()));
        for (String name : settings.listeners().keySet()) {
            if (!names.contains(name)) {
                throw ServingException.invalidArgument(
                        "no protocol has a listener '" + name + "'; there are " + names);
            }
        }
    }

    /** Those of listeners that are enabled. */
    List<Endpoint> endpoints() {
        return endpoints;
    }

    ListenSettings listenSettings() {
        var byName = new LinkedHashMap<String, ListenerSettings>();
        for (Endpoint endpoint : endpoints) {
            byName.computeIfAbsent(endpoint.listener(), _ -> listener(endpoint));
        }
        int eventLoops = settings.eventLoops();
        return new ListenSettings(
                settings.host(),
                new ArrayList<>(byName.values()),
                ListenSettings.UnlistedPorts.STANDARD,
                limits(),
                eventLoops == 0 ? Runtime.getRuntime().availableProcessors() : eventLoops,
                failures());
    }

    private ListenerSettings listener(Endpoint endpoint) {
        String name = endpoint.listener();
        ListenerOptions wanted = settings.listener(name);
        return new ListenerSettings(
                name,
                wanted.host().or(() -> Optional.ofNullable(LOOPBACK_UNLESS_TOLD.get(name))),
                wanted.port().orElseGet(() -> standardPort.applyAsInt(endpoint)),
                wanted.unix(),
                wanted.tls()
                        .map(tls ->
                                new TlsFiles(
                                        Pem.of(tls.certificate()),
                                        Pem.of(tls.key()),
                                        tls.clientCa().map(Pem::of))));
    }

    private ListenLimits limits() {
        var limits = settings.limits();
        return new ListenLimits(
                limits.bodyBytesMax(),
                limits.inflatedBytesMax(),
                limits.headerBytesMax(),
                limits.uriBytesMax(),
                limits.bodyTimeout(),
                limits.idleTimeout(),
                limits.connectionsMax(),
                limits.inFlightBytesMax(),
                limits.streamsMax());
    }

    private static ListenerObserver failures() {
        return (listener, what, cause) ->
                LOG.error("request failed listener={} request={}", listener, what, cause);
    }
}
