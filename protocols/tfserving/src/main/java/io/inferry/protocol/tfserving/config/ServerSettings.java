package io.inferry.protocol.tfserving.config;

import io.inferry.api.ServingException;
import io.inferry.api.peer.PeerSetting;
import io.inferry.protocol.tfserving.flags.Flag;
import io.inferry.protocol.tfserving.flags.ServerFlags;
import io.inferry.protocol.tfserving.proto.MonitoringConfig;
import io.inferry.protocol.tfserving.proto.SSLConfig;
import io.inferry.protocol.tfserving.wire.Options;
import java.util.ArrayList;
import java.util.List;

/** What flags mean as keys of our configuration. */
final class ServerSettings {
    private static final String PEER = "of tensorflow_model_server";
    private static final String GRPC = "listeners.tensorflow_grpc.";
    private static final String REST = "listeners.tensorflow_rest.";
    private static final String OPTIONS = "protocols.tfserving.";
    private static final String PROMETHEUS_PATH = "/monitoring/prometheus/metrics";

    private final ServerFlags flags;
    private final List<PeerSetting> standards = new ArrayList<>();
    private final List<PeerSetting> given = new ArrayList<>();

    /**
     * Reads what the flags name.
     *
     * @throws ServingException in upstream's words
     */
    ServerSettings(ServerFlags flags) {
        this.flags = flags;
        addStandards();
        addListeners();
        addRepository();
        addOptions();
    }

    List<PeerSetting> standards() {
        return standards;
    }

    List<PeerSetting> given() {
        return given;
    }

    /** Whether REST is left out because it was given gRPC's port. */
    boolean isRestSkipped() {
        long rest = flags.number(Flag.REST_API_PORT);
        return rest != 0 && rest == flags.number(Flag.PORT);
    }

    private void addStandards() {
        standard("host", "0.0.0.0");
        standard("listeners.openinference_rest.enabled", "false");
        standard("listeners.openinference_grpc.enabled", "false");
        if (flags.isStrict()) {
            standard("listeners.admin.enabled", "false");
        }
        standard("limits.body_bytes_max", Integer.MAX_VALUE + "B");
        standard("limits.in_flight_bytes_max", "4GiB");
        standard("memory.tensor_budget", "8GiB");
        standard(OPTIONS + Options.FLAGS, flags.lines());
    }

    private void addListeners() {
        String socket = flags.text(Flag.GRPC_SOCKET_PATH);
        boolean ported = flags.number(Flag.PORT) != 0;
        if (!ported && socket.isEmpty()) {
            throw ServingException.invalidArgument("server_options.grpc_port is not set.");
        }
        set(Flag.PORT, GRPC + "port", ported ? flags.text(Flag.PORT) : "off");
        if (!socket.isEmpty()) {
            set(Flag.GRPC_SOCKET_PATH, GRPC + "unix", socket);
        }
        if (flags.number(Flag.REST_API_PORT) == 0 || isRestSkipped()) {
            set(Flag.REST_API_PORT, REST + "enabled", "false");
        } else {
            set(Flag.REST_API_PORT, REST + "port", flags.text(Flag.REST_API_PORT));
        }
        addTls();
    }

    private void addTls() {
        String file = flags.text(Flag.SSL_CONFIG_FILE);
        if (file.isEmpty()) {
            return;
        }
        SSLConfig.Builder ssl = SSLConfig.newBuilder();
        TextFile.read(file, ssl);
        set(Flag.SSL_CONFIG_FILE, GRPC + "tls.certificate", ssl.getServerCert());
        set(Flag.SSL_CONFIG_FILE, GRPC + "tls.key", ssl.getServerKey());
        if (!ssl.getClientVerify()) {
            return;
        }
        if (ssl.getCustomCa().isEmpty()) {
            throw ServingException.invalidArgument(
                    file + ": client_verify needs custom_ca, whose certificates callers must have");
        }
        set(Flag.SSL_CONFIG_FILE, GRPC + "tls.client_ca", ssl.getCustomCa());
    }

    private void addRepository() {
        long seconds = Math.max(0, flags.number(Flag.FILE_SYSTEM_POLL_WAIT_SECONDS));
        set(
                Flag.FILE_SYSTEM_POLL_WAIT_SECONDS,
                "repository.poll",
                seconds == 0 ? "0" : seconds + "s");
        long threads = flags.number(Flag.NUM_LOAD_THREADS);
        if (threads > 0) {
            set(Flag.NUM_LOAD_THREADS, "lifecycle.load_threads", String.valueOf(threads));
        }
        if (flags.isGiven(Flag.LOAD_RETRY_INTERVAL_MICROS)) {
            long millis = Math.max(1, flags.number(Flag.LOAD_RETRY_INTERVAL_MICROS) / 1000);
            long longest = Math.max(millis, 300_000);
            set(Flag.LOAD_RETRY_INTERVAL_MICROS, "lifecycle.retry_min", millis + "ms");
            set(Flag.LOAD_RETRY_INTERVAL_MICROS, "lifecycle.retry_max", longest + "ms");
        }
    }

    private void addOptions() {
        long timeout = Math.max(0, flags.number(Flag.REST_API_TIMEOUT_IN_MS));
        set(Flag.REST_API_TIMEOUT_IN_MS, OPTIONS + "timeout_ms", String.valueOf(timeout));
        option(Flag.REST_API_ENABLE_CORS_SUPPORT, "cors");
        option(Flag.ENABLE_SIGNATURE_METHOD_NAME_CHECK, "signature_method_name_check");
        option(Flag.ENABLE_GRPC_HEALTHCHECK_SERVICE, "grpc_health");
        option(Flag.ENABLE_SERIALIZATION_AS_TENSOR_CONTENT, "serialization_as_tensor_content");
        String file = flags.text(Flag.MONITORING_CONFIG_FILE);
        if (!file.isEmpty()) {
            MonitoringConfig.Builder monitoring = MonitoringConfig.newBuilder();
            TextFile.read(file, monitoring);
            if (monitoring.getPrometheusConfig().getEnable()) {
                String path = monitoring.getPrometheusConfig().getPath();
                set(
                        Flag.MONITORING_CONFIG_FILE,
                        OPTIONS + "prometheus_path",
                        path.isEmpty() ? PROMETHEUS_PATH : path);
            }
        }
    }

    private void option(Flag flag, String option) {
        if (flags.isGiven(flag)) {
            set(flag, OPTIONS + option, flags.text(flag));
        }
    }

    private void standard(String key, String value) {
        standards.add(new PeerSetting(key, value, PEER));
    }

    /** What was not typed only stands where our own configuration says nothing. */
    private void set(Flag flag, String key, String value) {
        if (flags.isGiven(flag)) {
            given.add(new PeerSetting(key, value, "--" + flag.flagName()));
        } else {
            standard(key, value);
        }
    }
}
