package io.inferry.configuration;

import io.inferry.configuration.ListenerOptions.TlsSettings;
import io.inferry.configuration.ServerSettings.LifecycleSettings;
import io.inferry.configuration.ServerSettings.LogSettings;
import io.inferry.configuration.ServerSettings.MemorySettings;
import io.inferry.configuration.ServerSettings.RepositorySettings;
import io.inferry.configuration.ServerSettings.RequestLimits;
import io.inferry.configuration.ServerSettings.TrafficSettings;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Values of inferry.yaml's keys, put into records. */
final class ServerBinding {
    private final Values values;

    ServerBinding(Values values) {
        this.values = values;
    }

    ServerSettings settings() {
        return new ServerSettings(
                values.find(ServerKeys.MODELS),
                values.get(ServerKeys.HOST),
                listeners(),
                limits(),
                repository(),
                lifecycle(),
                values.get(ServerKeys.READINESS),
                memory(),
                values.get(ServerKeys.EVENT_LOOPS),
                values.get(ServerKeys.STOP_TIMEOUT),
                protocols(),
                log(),
                values.find(ServerKeys.PLUGINS),
                new TrafficSettings(values.find(ServerKeys.OVERRIDE_KEY)),
                ExperimentKeys.read(values));
    }

    private Map<String, ListenerOptions> listeners() {
        var listeners = new LinkedHashMap<String, ListenerOptions>();
        for (String name : values.names(ServerKeys.LISTENER_PORT)) {
            listeners.put(name, listener(name));
        }
        return listeners;
    }

    private ListenerOptions listener(String name) {
        return new ListenerOptions(
                values.get(ServerKeys.LISTENER_ENABLED, name),
                values.find(ServerKeys.LISTENER_HOST, name),
                values.find(ServerKeys.LISTENER_PORT, name),
                values.find(ServerKeys.LISTENER_UNIX, name),
                tls(name));
    }

    private Optional<TlsSettings> tls(String name) {
        Optional<String> certificate = values.find(ServerKeys.LISTENER_TLS_CERTIFICATE, name);
        Optional<String> key = values.find(ServerKeys.LISTENER_TLS_KEY, name);
        Optional<String> clientCa = values.find(ServerKeys.LISTENER_TLS_CLIENT_CA, name);
        if (certificate.isPresent() && key.isPresent()) {
            return Optional.of(new TlsSettings(certificate.get(), key.get(), clientCa));
        }
        if (certificate.isPresent() || key.isPresent() || clientCa.isPresent()) {
            values.conflict(
                    "listeners." + name + ".tls needs both certificate and key, or neither");
        }
        return Optional.empty();
    }

    private RequestLimits limits() {
        return new RequestLimits(
                values.get(ServerKeys.BODY_BYTES_MAX),
                values.get(ServerKeys.INFLATED_BYTES_MAX),
                values.get(ServerKeys.HEADER_BYTES_MAX),
                values.get(ServerKeys.URI_BYTES_MAX),
                values.get(ServerKeys.BODY_TIMEOUT),
                values.get(ServerKeys.IDLE_TIMEOUT),
                values.get(ServerKeys.CONNECTIONS_MAX),
                values.get(ServerKeys.IN_FLIGHT_BYTES_MAX),
                values.get(ServerKeys.STREAMS_MAX));
    }

    private RepositorySettings repository() {
        return new RepositorySettings(
                values.get(ServerKeys.POLL),
                values.get(ServerKeys.SETTLE),
                values.get(ServerKeys.MARKER),
                values.get(ServerKeys.FILES_MAX),
                values.get(ServerKeys.DEPTH_MAX));
    }

    private LifecycleSettings lifecycle() {
        var retryMin = values.get(ServerKeys.RETRY_MIN);
        var retryMax = values.get(ServerKeys.RETRY_MAX);
        if (retryMin.compareTo(retryMax) > 0) {
            values.conflict(
                    "lifecycle.retry_min must not be above retry_max, was "
                            + ServerKeys.RETRY_MIN.kind().show(retryMin)
                            + " above "
                            + ServerKeys.RETRY_MAX.kind().show(retryMax));
        }
        return new LifecycleSettings(
                values.get(ServerKeys.LOAD_THREADS),
                retryMin,
                retryMax,
                values.get(ServerKeys.DRAIN_MAX),
                values.get(ServerKeys.PRESERVE),
                new ServerSettings.HistoryBounds(
                        values.get(ServerKeys.CHANGES_MAX),
                        values.get(ServerKeys.VERSIONS_MAX),
                        values.get(ServerKeys.MODELS_MAX)));
    }

    private MemorySettings memory() {
        return new MemorySettings(
                values.get(ServerKeys.TENSOR_BUDGET), values.get(ServerKeys.IDLE_MAX));
    }

    private Map<String, Map<String, String>> protocols() {
        var protocols = new LinkedHashMap<String, Map<String, String>>();
        for (String name : values.names(ServerKeys.PROTOCOL)) {
            protocols.put(name, Map.copyOf(values.get(ServerKeys.PROTOCOL, name)));
        }
        return protocols;
    }

    private LogSettings log() {
        return new LogSettings(values.get(ServerKeys.LOG_LEVEL), values.get(ServerKeys.LOG_FORMAT));
    }
}
