package io.inferry.protocol.tfserving.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.inferry.api.peer.PeerSetting;
import io.inferry.api.peer.PeerStart;
import io.inferry.api.peer.PeerStart.Exit;
import io.inferry.api.peer.PeerStart.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelServerStartTest {
    @TempDir Path directory;

    private static PeerStart read(String... arguments) {
        return ModelServerStart.read(List.of(arguments));
    }

    private static Run run(String... arguments) {
        return (Run) read(arguments);
    }

    private static Exit exit(String... arguments) {
        return (Exit) read(arguments);
    }

    private static Map<String, String> settings(Run run) {
        Map<String, String> settings = new HashMap<>();
        for (List<PeerSetting> tier :
                List.of(run.configuration().standards(), run.configuration().flags())) {
            tier.forEach(setting -> settings.put(setting.key(), setting.value()));
        }
        return settings;
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    @Test
    void oneModelIsServedOnUpstreamsPortToEverybody() {
        Run run = run("--model_base_path=/m", "--model_name=mine");
        assertThat(run.models().get("mine").basePath()).isEqualTo(Path.of("/m"));
        assertThat(settings(run))
                .containsEntry("host", "0.0.0.0")
                .containsEntry("listeners.tensorflow_grpc.port", "8500")
                .containsEntry("listeners.tensorflow_rest.enabled", "false")
                .containsEntry("listeners.openinference_rest.enabled", "false")
                .containsEntry("limits.body_bytes_max", "2147483647B")
                .containsEntry("repository.poll", "1s")
                .containsEntry("protocols.tfserving.timeout_ms", "30000");
        assertThat(run.notices()).isEmpty();
        assertThat(run.refresh()).isEmpty();
    }

    @Test
    void onlyFlagsThatWereTypedStandOverOurOwnFile() {
        Run run = run("--model_base_path=/m", "--rest_api_port=1", "--inferry_config=inferry.yaml");
        assertThat(run.configuration().flags())
                .containsExactly(
                        new PeerSetting("listeners.tensorflow_rest.port", "1", "--rest_api_port"));
        assertThat(run.configuration().file()).contains(Path.of("inferry.yaml"));
    }

    @Test
    void switchesBecomeOptionsOfTheProtocol() throws IOException {
        Path monitoring = file("monitoring", "prometheus_config { enable: true path: '/p' }");
        Run run =
                run(
                        "--model_base_path=/m",
                        "--rest_api_enable_cors_support",
                        "--rest_api_timeout_in_ms=5",
                        "--enable_signature_method_name_check=true",
                        "--enable_grpc_healthcheck_service",
                        "--enable_serialization_as_tensor_content",
                        "--monitoring_config_file=" + monitoring,
                        "--file_system_poll_wait_seconds=0",
                        "--num_load_threads=2",
                        "--load_retry_interval_micros=5000",
                        "--grpc_socket_path=/run/s",
                        "--port=0");
        assertThat(settings(run))
                .containsEntry("protocols.tfserving.cors", "true")
                .containsEntry("protocols.tfserving.timeout_ms", "5")
                .containsEntry("protocols.tfserving.signature_method_name_check", "true")
                .containsEntry("protocols.tfserving.grpc_health", "true")
                .containsEntry("protocols.tfserving.serialization_as_tensor_content", "true")
                .containsEntry("protocols.tfserving.prometheus_path", "/p")
                .containsEntry("repository.poll", "0")
                .containsEntry("lifecycle.load_threads", "2")
                .containsEntry("lifecycle.retry_min", "5ms")
                .containsEntry("listeners.tensorflow_grpc.unix", "/run/s")
                .containsEntry("listeners.tensorflow_grpc.port", "off");
    }

    @Test
    void thePrometheusPathHasAStandardAndASwitch() throws IOException {
        Path on = file("on", "prometheus_config { enable: true }");
        Path off = file("off", "prometheus_config { path: '/p' }");
        assertThat(settings(run("--model_base_path=/m", "--monitoring_config_file=" + on)))
                .containsEntry(
                        "protocols.tfserving.prometheus_path", "/monitoring/prometheus/metrics");
        assertThat(settings(run("--model_base_path=/m", "--monitoring_config_file=" + off)))
                .doesNotContainKey("protocols.tfserving.prometheus_path");
    }

    @Test
    void certificatesComeAsText() throws IOException {
        Path ssl =
                file(
                        "ssl",
                        "server_key: 'KEY' server_cert: 'CERT' custom_ca: 'CA' client_verify: true");
        Run run = run("--model_base_path=/m", "--ssl_config_file=" + ssl);
        assertThat(settings(run))
                .containsEntry("listeners.tensorflow_grpc.tls.certificate", "CERT")
                .containsEntry("listeners.tensorflow_grpc.tls.key", "KEY")
                .containsEntry("listeners.tensorflow_grpc.tls.client_ca", "CA");
        assertThat(run.toString()).doesNotContain("KEY");
        Path open = file("open", "server_key: 'KEY' server_cert: 'CERT' custom_ca: 'CA'");
        assertThat(settings(run("--model_base_path=/m", "--ssl_config_file=" + open)))
                .doesNotContainKey("listeners.tensorflow_grpc.tls.client_ca");
    }

    @Test
    void restOnTheGrpcPortIsLeftOut() {
        Run run = run("--model_base_path=/m", "--port=9", "--rest_api_port=9");
        assertThat(settings(run)).containsEntry("listeners.tensorflow_rest.enabled", "false");
        assertThat(run.notices())
                .singleElement()
                .asString()
                .contains("http_port cannot be same as grpc_port");
    }

    @Test
    void anUnknownArgumentIsReportedAndTheStartGoesOn() {
        assertThat(run("--model_base_path=/m", "--nonsense").notices())
                .singleElement()
                .asString()
                .startsWith("unknown argument: --nonsense\nusage: tensorflow_model_server\n");
    }

    @Test
    void aWrongValueEndsWithTheUsage() {
        Exit exit = exit("--port=x");
        assertThat(exit.status()).isEqualTo(255);
        assertThat(exit.out()).startsWith("usage: tensorflow_model_server\nFlags:\n");
        assertThat(exit.err()).isEqualTo("Couldn't interpret value x for flag port.\n");
        assertThat(exit("--help").out()).startsWith("usage: ");
    }

    @Test
    void theVersionIsPrinted() {
        Exit exit = exit("--version");
        assertThat(exit.status()).isZero();
        assertThat(exit.out())
                .contains("TensorFlow ModelServer: ")
                .contains("TensorFlow Library: ");
    }

    @Test
    void aBadFileIsNamedAndItsMistakeIsOnStandardError() throws IOException {
        Path config = file("models", "model_config_list {\n  nonsense: 1\n}");
        Exit exit = exit("--model_config_file=" + config);
        assertThat(exit.status()).isEqualTo(255);
        assertThat(exit.out())
                .isEqualTo(
                        "Failed to start server. Error: INVALID_ARGUMENT: Invalid protobuf file: '"
                                + config
                                + "'\n");
        assertThat(exit.err())
                .isEqualTo(
                        "Error parsing text-format tensorflow.serving.ModelServerConfig: 2:3: Message"
                                + " type \"tensorflow.serving.ModelConfigList\" has no field named"
                                + " \"nonsense\".\n");
        Path cut = file("cut", "model_config_list {\n  config {");
        assertThat(exit("--model_config_file=" + cut).err())
                .startsWith(
                        "Error parsing text-format tensorflow.serving.ModelServerConfig: 2:11: ");
    }

    @Test
    void startsThatCannotBeHaveUpstreamsWords() {
        String failed = "Failed to start server. Error: ";
        assertThat(exit().out())
                .isEqualTo(
                        failed
                                + "INVALID_ARGUMENT: Both server_options.model_base_path and"
                                + " server_options.model_config_file are empty!\n");
        assertThat(exit("--model_config_file=/nowhere").out())
                .isEqualTo(failed + "NOT_FOUND: /nowhere; No such file or directory\n");
        assertThat(exit("--model_base_path=m").out())
                .isEqualTo(
                        failed
                                + "INVALID_ARGUMENT: Expected model default to have an absolute path"
                                + " or URI; got base_path()=m\n");
        assertThat(exit("--model_base_path=/m", "--port=0").out())
                .isEqualTo(failed + "INVALID_ARGUMENT: server_options.grpc_port is not set.\n");
    }

    @Test
    void aConfigFileWinsOverASingleModelAndMayBePolled() throws IOException {
        Path config =
                file(
                        "models",
                        "model_config_list { config { name: 'a' base_path: '/a' model_platform: 'tensorflow' } }");
        Run run =
                run(
                        "--model_base_path=/m",
                        "--model_config_file=" + config,
                        "--model_config_file_poll_wait_seconds=3");
        assertThat(run.models()).containsOnlyKeys("a");
        assertThat(run.refresh().orElseThrow().pause()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void labelsOfTheFirstFileWaitUnlessStrict() throws IOException {
        String config =
                "--model_config_file="
                        + file(
                                "models",
                                """
                                model_config_list { config {
                                  name: 'm' base_path: '/m' model_platform: 'tensorflow'
                                  version_labels { key: 'stable' value: 3 }
                                } }
                                """);
        assertThat(run(config).models().get("m").settings().labels()).hasSize(1);
        assertThat(exit(config, "--inferry_strict").out())
                .isEqualTo(
                        "Failed to start server. Error: FAILED_PRECONDITION: Request to assign label to"
                                + " version 3 of model m, which is not currently available for"
                                + " inference\n");
        assertThat(
                        run(
                                        config,
                                        "--inferry_strict",
                                        "--allow_version_labels_for_unavailable_models")
                                .models())
                .hasSize(1);
    }
}
