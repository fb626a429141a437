package io.inferry.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.inferry.api.ErrorCode;
import io.inferry.api.ServingException;
import io.inferry.api.settings.ExperimentSettings;
import io.inferry.configuration.ServerSettings.LogSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationTest {
    @TempDir Path directory;

    @Test
    void withoutSourcesTheStandardHolds() {
        ServerSettings settings = read(Map.of()).settings();

        assertThat(settings.models()).isEmpty();
        assertThat(settings.host()).isEqualTo("127.0.0.1");
        assertThat(settings.stopTimeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(settings.listener("admin")).isEqualTo(ListenerOptions.STANDARD);
        assertThat(settings.overrideKey()).isEmpty();
        assertThat(settings.experiments()).isEqualTo(ExperimentSettings.STANDARD);
    }

    @Test
    void everyKeyOfTheFileArrivesInItsPlace() throws IOException {
        ServerSettings settings = read(file(EVERYTHING)).settings();

        assertThat(settings.models()).contains(Path.of("/srv/models"));
        assertThat(settings.host()).isEqualTo("127.0.0.1");
        assertThat(settings.listener("tensorflow_rest").enabled()).isFalse();
        ListenerOptions admin = settings.listener("admin");
        assertThat(admin.host()).contains("::1");
        assertThat(admin.port()).contains(0);
        assertThat(admin.unix()).contains(Path.of("/run/admin.sock"));
        assertThat(admin.tls())
                .contains(new ListenerOptions.TlsSettings("a.pem", "a.key", Optional.of("ca.pem")));
        assertThat(settings.limits())
                .isEqualTo(
                        new ServerSettings.RequestLimits(
                                1 << 20,
                                2 << 20,
                                4096,
                                2048,
                                Duration.ofSeconds(1),
                                Duration.ofSeconds(2),
                                3,
                                1L << 30,
                                4));
        assertThat(settings.repository())
                .isEqualTo(
                        new ServerSettings.RepositorySettings(
                                Duration.ofMillis(100), Duration.ZERO, "READY", 5, 6));
        assertThat(settings.lifecycle())
                .isEqualTo(
                        new ServerSettings.LifecycleSettings(
                                3,
                                Duration.ofMillis(50),
                                Duration.ofMinutes(1),
                                Duration.ZERO,
                                ServerSettings.Preserve.RESOURCES,
                                new ServerSettings.HistoryBounds(7, 8, 9)));
        assertThat(settings.readiness()).isEqualTo(ServerSettings.Readiness.ANY);
        assertThat(settings.memory())
                .isEqualTo(new ServerSettings.MemorySettings(1L << 30, 1 << 20));
        assertThat(settings.eventLoops()).isEqualTo(2);
        assertThat(settings.stopTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.protocols())
                .isEqualTo(Map.of("openinference", Map.of("binary", "false", "extra.a", "1,2")));
        assertThat(settings.log())
                .isEqualTo(new LogSettings(LogSettings.Level.DEBUG, LogSettings.Format.JSON));
        assertThat(settings.plugins()).contains(Path.of("/opt/plugins"));
    }

    @Test
    void everyKeyOfExperimentsArrivesInItsPlace() throws IOException {
        ServerSettings settings = read(file(EVERYTHING)).settings();

        assertThat(settings.experiments())
                .isEqualTo(
                        new ExperimentSettings(
                                Optional.of(Path.of("/var/experiments")),
                                Optional.of(Path.of("definitions")),
                                ExperimentSettings.Sync.SECOND,
                                Optional.of(
                                        new ExperimentSettings.Database(
                                                "jdbc:postgresql://db/inferry", "me", "")),
                                "a-1",
                                Duration.ofMillis(500),
                                new ExperimentSettings.Feedback(10, Duration.ofHours(1), 20)));
    }

    private static final String EVERYTHING =
            """
            models: /srv/models
            host: 127.0.0.1
            listeners:
              tensorflow_rest: {enabled: false}
              admin:
                host: '::1'
                port: 0
                unix: /run/admin.sock
                tls: {certificate: a.pem, key: a.key, client_ca: ca.pem}
            limits:
              body_bytes_max: 1MiB
              inflated_bytes_max: 2MiB
              header_bytes_max: 4KiB
              uri_bytes_max: 2KiB
              body_timeout: 1s
              idle_timeout: 2s
              connections_max: 3
              in_flight_bytes_max: 1GiB
              streams_max: 4
            repository: {poll: 100ms, settle: 0, marker: READY, files_max: 5, depth_max: 6}
            lifecycle: {load_threads: 3, retry_min: 50ms, retry_max: 1m, drain_max: 0, preserve: resources, history: {changes_max: 7, versions_max: 8, models_max: 9}}
            readiness: any
            memory: {tensor_budget: 1GiB, idle_max: 1MiB}
            event_loops: 2
            stop_timeout: 5s
            protocols:
              openinference: {binary: false, extra: {a: [1, 2]}}
            log: {level: debug, format: json}
            plugins: /opt/plugins
            experiments:
              state: /var/experiments
              definitions: definitions
              sync: second
              database: {url: "jdbc:postgresql://db/inferry", user: me}
              replica: a-1
              interval: 500ms
              feedback: {ids_max: 10, age_max: 1h, body_records_max: 20}
            """;

    @Test
    void flagsWinOverTheEnvironmentAndTheEnvironmentOverTheFile() throws IOException {
        Path file = file("host: file\nevent_loops: 1\nlisteners: {admin: {port: 1}}\n");
        var sources =
                new Sources(
                        Optional.of(file),
                        Map.of("INFERRY_HOST", "environment", "INFERRY_LISTENERS_ADMIN_PORT", "2"),
                        List.of(new Assignment("host", "flag", "--host")));

        ServerSettings settings = Configuration.read(sources).settings();

        assertThat(settings.host()).isEqualTo("flag");
        assertThat(settings.listener("admin").port()).contains(2);
        assertThat(settings.eventLoops()).isEqualTo(1);
    }

    @Test
    void aVariableReachesListenersWhoseNamesHoldUnderscores() {
        ServerSettings settings =
                read(Map.of(
                                "INFERRY_LISTENERS_OPENINFERENCE_GRPC_PORT", "9001",
                                "INFERRY_LISTENERS_MY_TLS_KEY_TLS_KEY", "k",
                                "INFERRY_LISTENERS_MY_TLS_KEY_TLS_CERTIFICATE", "c",
                                "INFERRY_PROTOCOLS_OPENINFERENCE", "a=1,b=2"))
                        .settings();

        assertThat(settings.listener("openinference_grpc").port()).contains(9001);
        assertThat(settings.listener("my_tls_key").tls()).isPresent();
        assertThat(settings.protocols().get("openinference")).isEqualTo(Map.of("a", "1", "b", "2"));
    }

    @Test
    void aVariableThatFitsNoKeyIsReportedAndIgnored() {
        Configuration configuration =
                read(Map.of("INFERRY_SERVICE_HOST", "10.0.0.1", "HOME", "/root"));

        assertThat(configuration.ignoredVariables()).containsExactly("INFERRY_SERVICE_HOST");
    }

    @Test
    void problemsOfAllSourcesAreReportedAtOnceEachWithItsOrigin() throws IOException {
        var sources =
                new Sources(
                        Optional.of(file("host: x\nlistener: {}\n")),
                        Map.of("INFERRY_EVENT_LOOPS", "many"),
                        List.of(
                                new Assignment(
                                        "listeners.admin.prot", "1", "--set listeners.admin.prot"),
                                new Assignment("lifecycle.retry_min", "1h", "--set")));

        ServingException thrown =
                catchThrowableOfType(ServingException.class, () -> Configuration.read(sources));

        assertThat(thrown.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT);
        assertThat(thrown.text())
                .contains("has 4 problems")
                .contains("inferry.yaml:2: listener is not known; the nearest key is listeners")
                .contains(
                        "environment INFERRY_EVENT_LOOPS: event_loops must be a whole number from 0"
                                + " to 256, was 'many'")
                .contains(
                        "flag --set listeners.admin.prot: listeners.admin.prot is not known; the"
                                + " nearest key is listeners.admin.port")
                .contains("lifecycle.retry_min must not be above retry_max, was 1h above 5m");
    }

    @Test
    void halfOfTlsIsAProblem() throws IOException {
        Path file = file("listeners: {admin: {tls: {key: a.key}}}");

        ServingException thrown = catchThrowableOfType(ServingException.class, () -> read(file));

        assertThat(thrown.text())
                .contains("listeners.admin.tls needs both certificate and key, or neither");
    }

    @Test
    void theEffectiveTreeShowsEachOriginAndReadsBackTheSame() throws IOException {
        Path file = file(EVERYTHING);

        String effective = read(file).effective(Map.of("admin", 8090, "tensorflow_rest", 8501));

        assertThat(effective)
                .contains("    port: 0  # " + file + ":7\n")
                .contains("    port: 8501  # default\n")
                .contains("stop_timeout: 5s  # " + file + ":");
        Path again = directory.resolve("again.yaml");
        Files.writeString(again, effective.replace("    port: 8501  # default\n", ""));
        assertThat(read(again).settings()).isEqualTo(read(file).settings());
    }

    @Test
    void secretsAreNotShown() throws IOException {
        Path file = file("protocols: {admin: {bearer_token: hunter2, other: fine}}");

        assertThat(read(file).effective(Map.of())).doesNotContain("hunter2").contains("fine");
    }

    @Test
    void keysAndPasswordsAreReadAndNeverShown() {
        Configuration read =
                read(
                        Map.of(
                                "INFERRY_TRAFFIC_OVERRIDE_KEY", "hunter2-hunter2-hunter2",
                                "INFERRY_EXPERIMENTS_DATABASE_PASSWORD", "hunter2",
                                "INFERRY_EXPERIMENTS_DATABASE_URL", "jdbc:postgresql://db/x"));

        assertThat(read.settings().overrideKey()).contains("hunter2-hunter2-hunter2");
        assertThat(read.settings().experiments().database().orElseThrow().password())
                .isEqualTo("hunter2");
        assertThat(read.effective(Map.of()))
                .contains("override_key: '***'  # environment INFERRY_TRAFFIC_OVERRIDE_KEY")
                .contains("password: '***'");
        assertThat(read.effective(Map.of()) + read.settings()).doesNotContain("hunter2");
    }

    @Test
    void secretsAreNotShownWhereTheyAreRefusedEither() throws IOException {
        Path file =
                file(
                        """
                        traffic: {override_key: hunter2}
                        experiments:
                          database: {url: "jdbc:postgresql://db/x?password=hunter2"}
                        """);

        ServingException thrown = catchThrowableOfType(ServingException.class, () -> read(file));

        assertThat(thrown.text())
                .contains(":1: traffic.override_key must be a text of at least 16 characters")
                .contains(":3: experiments.database.url must not hold the password")
                .doesNotContain("hunter2");
    }

    @Test
    void aDatabaseNeedsItsUrl() throws IOException {
        Path file = file("experiments: {database: {user: me}}");

        ServingException thrown = catchThrowableOfType(ServingException.class, () -> read(file));

        assertThat(thrown.text()).contains("experiments.database needs url");
    }

    @Test
    void standardsOfAPeerStandBelowEverything() throws IOException {
        Path file = file("host: file");
        var sources =
                new Sources(
                        List.of(
                                new Assignment("host", "0.0.0.0", "a peer"),
                                new Assignment("event_loops", "3", "a peer")),
                        Optional.of(file),
                        Map.of(),
                        List.of());

        Configuration read = Configuration.read(sources);

        assertThat(read.settings().host()).isEqualTo("file");
        assertThat(read.settings().eventLoops()).isEqualTo(3);
        assertThat(read.effective(Map.of())).contains("event_loops: 3  # flag a peer");
    }

    @Test
    void aListenerMayHaveNoPort() throws IOException {
        ServerSettings settings = read(file("listeners: {admin: {port: off}}")).settings();

        assertThat(settings.listener("admin").port()).contains(ListenerOptions.NO_PORT);
    }

    @Test
    void aDirectoryMayBeLookedAtOnce() throws IOException {
        assertThat(read(file("repository: {poll: 0}")).settings().repository().poll())
                .isEqualTo(Duration.ZERO);
        assertThat(
                        catchThrowableOfType(
                                        ServingException.class,
                                        () -> read(file("repository: {poll: 1ms}")))
                                .text())
                .contains("must be 0, or a duration such as 5ms of at least 10ms, was '1ms'");
    }

    @Test
    void pemTextIsTakenAndNotShown() {
        String key = "-----BEGIN PRIVATE KEY-----\nhunter2\n-----END PRIVATE KEY-----\n";
        var flags =
                List.of(
                        new Assignment("listeners.admin.tls.certificate", "a.pem", "--ssl"),
                        new Assignment("listeners.admin.tls.key", key, "--ssl"));

        Configuration read = Configuration.read(new Sources(Optional.empty(), Map.of(), flags));

        assertThat(read.settings().listener("admin").tls().orElseThrow().key()).isEqualTo(key);
        assertThat(read.effective(Map.of())).contains("'***'  # flag --ssl");
        assertThat(read.effective(Map.of()) + read.settings()).doesNotContain("hunter2");
    }

    private Path file(String yaml) throws IOException {
        Path file = directory.resolve("inferry.yaml");
        Files.writeString(file, yaml);
        return file;
    }

    private static Configuration read(Path file) {
        return Configuration.read(new Sources(Optional.of(file), Map.of(), List.of()));
    }

    private static Configuration read(Map<String, String> environment) {
        return Configuration.read(new Sources(Optional.empty(), environment, List.of()));
    }
}
