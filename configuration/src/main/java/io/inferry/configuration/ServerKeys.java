package io.inferry.configuration;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Every key of inferry.yaml. */
final class ServerKeys {
    private static final Duration INSTANT = Duration.ofMillis(1);
    private static final int OVERRIDE_KEY_LENGTH_MIN = 16;

    static final Key<Path> MODELS =
            Key.optional("models", Texts.PATH, "The directory of models. Needed.");
    static final Key<String> HOST =
            Key.of(
                    "host",
                    Texts.WORD,
                    "127.0.0.1",
                    "The address that listeners bind to; `0.0.0.0` opens them to the network.");

    static final Key<Boolean> LISTENER_ENABLED =
            Key.of("listeners.*.enabled", Choice.trueOrFalse(), true, "Whether it is opened.");
    static final Key<String> LISTENER_HOST =
            Key.optional(
                    "listeners.*.host",
                    Texts.WORD,
                    "Its address; unset: host above, for admin 127.0.0.1.");
    static final Key<Integer> LISTENER_PORT =
            Key.optional(
                    "listeners.*.port",
                    new Port(),
                    "Its port; 0: any free one; off: none, only its socket file; unset: the one of its protocol.");
    static final Key<Path> LISTENER_UNIX =
            Key.optional(
                    "listeners.*.unix", Texts.PATH, "A socket file to listen on beside the port.");
    static final Key<String> LISTENER_TLS_CERTIFICATE =
            Key.optional(
                    "listeners.*.tls.certificate",
                    PemText.KIND,
                    "A PEM file, or its text; turns TLS on.");
    static final Key<String> LISTENER_TLS_KEY =
            Key.optional("listeners.*.tls.key", PemText.KIND, "A PEM file, or its text; PKCS#8.");
    static final Key<String> LISTENER_TLS_CLIENT_CA =
            Key.optional(
                    "listeners.*.tls.client_ca",
                    PemText.KIND,
                    "A PEM file, or its text; callers must then show a certificate that it signed.");

    static final Key<Integer> BODY_BYTES_MAX =
            Key.of(
                    "limits.body_bytes_max",
                    Quantity.bytes(1),
                    256 << 20,
                    "The largest request body or gRPC message.");
    static final Key<Integer> INFLATED_BYTES_MAX =
            Key.of(
                    "limits.inflated_bytes_max",
                    Quantity.bytes(1),
                    100_000_000,
                    "The largest request body once inflated.");
    static final Key<Integer> HEADER_BYTES_MAX =
            Key.of(
                    "limits.header_bytes_max",
                    Quantity.bytes(1),
                    16 << 10,
                    "All headers of one request.");
    static final Key<Integer> URI_BYTES_MAX =
            Key.of("limits.uri_bytes_max", Quantity.bytes(1), 8 << 10, "The request line.");
    static final Key<Duration> BODY_TIMEOUT =
            Key.of(
                    "limits.body_timeout",
                    Durations.atLeast(INSTANT),
                    Duration.ofSeconds(30),
                    "From a request's head to its last byte.");
    static final Key<Duration> IDLE_TIMEOUT =
            Key.of(
                    "limits.idle_timeout",
                    Durations.atLeast(INSTANT),
                    Duration.ofMinutes(2),
                    "How long a connection may stay with nothing to do.");
    static final Key<Integer> CONNECTIONS_MAX =
            Key.of(
                    "limits.connections_max",
                    Numbers.ints(1, 1 << 20),
                    10_000,
                    "Open connections of one listener.");
    static final Key<Long> IN_FLIGHT_BYTES_MAX =
            Key.of(
                    "limits.in_flight_bytes_max",
                    Quantity.size(1),
                    1L << 30,
                    "Bodies held by all listeners together.");
    static final Key<Integer> STREAMS_MAX =
            Key.of(
                    "limits.streams_max",
                    Numbers.ints(1, 1 << 20),
                    1_000,
                    "Concurrent requests of one HTTP/2 connection.");

    static final Key<Duration> POLL =
            Key.of(
                    "repository.poll",
                    Durations.zeroOrAtLeast(Duration.ofMillis(10)),
                    Duration.ofSeconds(1),
                    "Time between two looks at the directory of models; 0: no look after what was there has settled.");
    static final Key<Duration> SETTLE =
            Key.of(
                    "repository.settle",
                    Durations.atLeast(Duration.ZERO),
                    Duration.ofSeconds(1),
                    "How long a version's files must not have changed before it is loaded.");
    static final Key<String> MARKER =
            Key.of(
                    "repository.marker",
                    new Texts("a file name"),
                    ".complete",
                    "A version that holds a file of this name is complete and loads at once.");
    static final Key<Integer> FILES_MAX =
            Key.of(
                    "repository.files_max",
                    Numbers.ints(1, 1 << 24),
                    10_000,
                    "Files of one version; one with more is not loaded.");
    static final Key<Integer> DEPTH_MAX =
            Key.of(
                    "repository.depth_max",
                    Numbers.ints(1, 256),
                    16,
                    "Directories below one version; deeper files are not seen.");

    static final Key<Integer> LOAD_THREADS =
            Key.of(
                    "lifecycle.load_threads",
                    Numbers.ints(0, 64),
                    0,
                    "Versions that load at once; 0: by the number of cores.");
    static final Key<Duration> RETRY_MIN =
            Key.of(
                    "lifecycle.retry_min",
                    Durations.atLeast(Duration.ofMillis(1)),
                    Duration.ofSeconds(1),
                    "The delay before a failed load is tried again; doubles each time.");
    static final Key<Duration> RETRY_MAX =
            Key.of(
                    "lifecycle.retry_max",
                    Durations.atLeast(Duration.ofMillis(1)),
                    Duration.ofMinutes(5),
                    "The longest such delay.");
    static final Key<Duration> DRAIN_MAX =
            Key.of(
                    "lifecycle.drain_max",
                    Durations.atLeast(Duration.ZERO),
                    Duration.ofSeconds(30),
                    "How long requests inside a leaving version may take to finish.");

    static final Key<ServerSettings.Preserve> PRESERVE =
            Key.of(
                    "lifecycle.preserve",
                    Choice.of(ServerSettings.Preserve.class),
                    ServerSettings.Preserve.AVAILABILITY,
                    "What matters more while a version is exchanged: with availability the old one leaves once the new one answers, with resources it leaves first.");
    static final Key<Integer> CHANGES_MAX =
            Key.of(
                    "lifecycle.history.changes_max",
                    Numbers.ints(1, 10_000),
                    20,
                    "State changes remembered of one version.");
    static final Key<Integer> VERSIONS_MAX =
            Key.of(
                    "lifecycle.history.versions_max",
                    Numbers.ints(0, 10_000),
                    100,
                    "Unloaded versions remembered of one model.");
    static final Key<Integer> MODELS_MAX =
            Key.of(
                    "lifecycle.history.models_max",
                    Numbers.ints(0, 10_000),
                    100,
                    "Removed models remembered.");

    static final Key<ServerSettings.Readiness> READINESS =
            Key.of(
                    "readiness",
                    Choice.of(ServerSettings.Readiness.class),
                    ServerSettings.Readiness.ALL,
                    "When /readyz says yes: all models available, any model, or started.");
    static final Key<Long> TENSOR_BUDGET =
            Key.of(
                    "memory.tensor_budget",
                    Quantity.size(1),
                    1L << 30,
                    "Native memory for the tensors of requests and answers.");
    static final Key<Long> IDLE_MAX =
            Key.of(
                    "memory.idle_max",
                    Quantity.size(0),
                    64L << 20,
                    "How much of it is kept for later use while nobody holds it.");
    static final Key<Integer> EVENT_LOOPS =
            Key.of(
                    "event_loops",
                    Numbers.ints(0, 256),
                    0,
                    "I/O threads; 0: by the number of cores.");
    static final Key<Duration> STOP_TIMEOUT =
            Key.of(
                    "stop_timeout",
                    Durations.atLeast(Duration.ZERO),
                    Duration.ofSeconds(30),
                    "How long requests in flight may take to finish when the server stops.");
    static final Key<Map<String, String>> PROTOCOL =
            Key.of(
                    "protocols.*",
                    new Table<>(Texts.WORD),
                    Map.of(),
                    "Options of a protocol, see its page.");
    static final Key<ServerSettings.LogSettings.Level> LOG_LEVEL =
            Key.of(
                    "log.level",
                    Choice.of(ServerSettings.LogSettings.Level.class),
                    ServerSettings.LogSettings.Level.INFO,
                    "The least important event that is logged.");
    static final Key<ServerSettings.LogSettings.Format> LOG_FORMAT =
            Key.of(
                    "log.format",
                    Choice.of(ServerSettings.LogSettings.Format.class),
                    ServerSettings.LogSettings.Format.TEXT,
                    "The form of a line.");
    static final Key<Path> PLUGINS =
            Key.optional(
                    "plugins",
                    Texts.PATH,
                    "The directory of plug-ins; unset: the one of the distribution.");
    static final Key<String> OVERRIDE_KEY =
            Key.secret(
                    "traffic.override_key",
                    new Secrets(OVERRIDE_KEY_LENGTH_MIN),
                    "What a request brings as `x-inferry-override-key` to choose its version or label by `x-inferry-version`; unset: none may.");

    private static final List<Key<?>> OWN =
            List.of(
                    MODELS,
                    HOST,
                    LISTENER_ENABLED,
                    LISTENER_HOST,
                    LISTENER_PORT,
                    LISTENER_UNIX,
                    LISTENER_TLS_CERTIFICATE,
                    LISTENER_TLS_KEY,
                    LISTENER_TLS_CLIENT_CA,
                    BODY_BYTES_MAX,
                    INFLATED_BYTES_MAX,
                    HEADER_BYTES_MAX,
                    URI_BYTES_MAX,
                    BODY_TIMEOUT,
                    IDLE_TIMEOUT,
                    CONNECTIONS_MAX,
                    IN_FLIGHT_BYTES_MAX,
                    STREAMS_MAX,
                    POLL,
                    SETTLE,
                    MARKER,
                    FILES_MAX,
                    DEPTH_MAX,
                    LOAD_THREADS,
                    RETRY_MIN,
                    RETRY_MAX,
                    DRAIN_MAX,
                    PRESERVE,
                    CHANGES_MAX,
                    VERSIONS_MAX,
                    MODELS_MAX,
                    READINESS,
                    TENSOR_BUDGET,
                    IDLE_MAX,
                    EVENT_LOOPS,
                    STOP_TIMEOUT,
                    PROTOCOL,
                    LOG_LEVEL,
                    LOG_FORMAT,
                    PLUGINS,
                    OVERRIDE_KEY);

    private ServerKeys() {}

    static KeyTable table() {
        return new KeyTable(
                Stream.of(OWN, ExperimentKeys.KEYS).<Key<?>>flatMap(List::stream).toList());
    }
}
