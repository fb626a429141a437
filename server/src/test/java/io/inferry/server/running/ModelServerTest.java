package io.inferry.server.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.inferry.api.peer.PeerCommand;
import io.inferry.api.peer.PeerSetting;
import io.inferry.api.peer.PeerStart;
import io.inferry.configuration.Assignment;
import io.inferry.configuration.Configuration;
import io.inferry.configuration.Sources;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The server as {@code inferry tensorflow-model-server} starts it, on free ports. */
@Timeout(120)
class ModelServerTest {
    private static final Path SAMPLES = Path.of("src", "dist", "models").toAbsolutePath();

    @TempDir Path directory;

    private final CompletableFuture<Void> stop = new CompletableFuture<>();
    private Path ports;

    @BeforeEach
    void chooseFreePorts() throws IOException {
        ports =
                Files.writeString(
                        directory.resolve("inferry.yaml"),
                        """
                        host: 127.0.0.1
                        stop_timeout: 1s
                        repository: {settle: 0}
                        listeners:
                          tensorflow_rest: {enabled: true, port: 0}
                          tensorflow_grpc: {port: 0}
                          admin: {port: 0}
                        """);
    }

    private PeerServer.Outcome start(String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.add("--inferry_config=" + ports);
        var run = (PeerStart.Run) command().read(all, Map.of());
        var sources = run.configuration();
        var configuration =
                Configuration.read(
                        new Sources(
                                assignments(sources.standards()),
                                sources.file(),
                                Map.of(),
                                assignments(sources.flags())));
        return PeerServer.start(configuration.settings(), run, stop);
    }

    private PeerServer serve(String... arguments) {
        return ((PeerServer.Outcome.Serves) start(arguments)).server();
    }

    private static PeerCommand command() {
        return ServiceLoader.load(PeerCommand.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(peer -> peer.name().equals("tensorflow-model-server"))
                .findFirst()
                .orElseThrow();
    }

    private static List<Assignment> assignments(List<PeerSetting> settings) {
        return settings.stream()
                .map(one -> new Assignment(one.key(), one.value(), one.origin()))
                .toList();
    }

    private String models(String... names) {
        var list = new StringBuilder("model_config_list {\n");
        for (String name : names) {
            list.append(
                    "config { name: '%s' base_path: '%s' model_platform: 'tensorflow' }%n"
                            .formatted(name, SAMPLES.resolve(name)));
        }
        return list.append("}\n").toString();
    }

    private Path file(String text) throws IOException {
        Path draft = Files.writeString(directory.resolve("draft"), text);
        return Files.move(
                draft, directory.resolve("models.config"), StandardCopyOption.REPLACE_EXISTING);
    }

    private static HttpResponse<String> get(PeerServer peer, String listener, String path)
            throws IOException, InterruptedException {
        URI uri = URI.create("http://localhost:" + peer.server().port(listener) + path);
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    private static String status(PeerServer peer, String model)
            throws IOException, InterruptedException {
        return get(peer, "tensorflow_rest", "/v1/models/" + model).body();
    }

    private static void await(PeerServer peer, String model, String state) throws Exception {
        while (!status(peer, model).contains(state)) {
            Thread.onSpinWait();
        }
    }

    @Test
    void theModelsOfAFileAreServedAndReady() throws Exception {
        Path config = file(models("digits", "breast_cancer"));
        try (PeerServer peer = serve("--model_config_file=" + config)) {
            assertThat(status(peer, "digits")).contains("AVAILABLE");
            assertThat(status(peer, "breast_cancer")).contains("AVAILABLE");
            assertThat(get(peer, "admin", "/readyz").statusCode()).isEqualTo(200);
            assertThat(peer.server().port("tensorflow_grpc")).isPositive();
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> peer.server().port("openinference_rest"));
        }
    }

    @Test
    void oneModelIsServedByItsBasePath() throws Exception {
        try (PeerServer peer =
                serve("--model_name=d", "--model_base_path=" + SAMPLES.resolve("digits"))) {
            assertThat(status(peer, "d")).contains("AVAILABLE");
            assertThat(status(peer, "digits")).contains("Could not find any versions of model");
        }
    }

    @Test
    void rewritingTheFileChangesTheModels() throws Exception {
        Path config = file(models("digits"));
        try (PeerServer peer =
                serve("--model_config_file=" + config, "--model_config_file_poll_wait_seconds=1")) {
            file("nonsense");
            file(models("breast_cancer"));
            await(peer, "breast_cancer", "AVAILABLE");
            await(peer, "digits", "END");
        }
    }

    @Test
    void oneModelWithoutADirectoryDoesNotKeepTheOthersFromServing() throws Exception {
        Path config = file(models("digits", "nowhere"));
        try (PeerServer peer = serve("--model_config_file=" + config)) {
            assertThat(status(peer, "digits")).contains("AVAILABLE");
            HttpResponse<String> ready = get(peer, "admin", "/readyz");
            assertThat(ready.statusCode()).isEqualTo(503);
            assertThat(ready.body()).contains("nowhere");
        }
    }

    @Test
    void strictlyAModelThatDoesNotLoadEndsTheStart() throws Exception {
        Path version = Files.createDirectories(directory.resolve("bad/1"));
        Files.writeString(version.resolve("model.onnx"), "no model");
        var outcome =
                start(
                        "--inferry_strict",
                        "--model_name=bad",
                        "--model_base_path=" + directory.resolve("bad"));
        var exit = ((PeerServer.Outcome.Ends) outcome).exit();
        assertThat(exit.status()).isEqualTo(255);
        assertThat(exit.out())
                .startsWith(
                        "Failed to start server. Error: UNKNOWN: 1 servable(s) did not become"
                                + " available: {{name: bad version: 1} due to error: ")
                .endsWith(", }\n");
    }

    @Test
    void strictlyAModelWithoutVersionsIsWaitedForUntilTheServerIsStopped() {
        stop.complete(null);
        var outcome = start("--inferry_strict", "--model_base_path=" + directory.resolve("none"));
        assertThat(((PeerServer.Outcome.Ends) outcome).exit().status()).isZero();
    }

    @Test
    void withoutAPortGrpcIsOnItsSocketAlone() throws IOException {
        Files.writeString(
                ports, "host: 127.0.0.1\nstop_timeout: 1s\nlisteners: {admin: {port: 0}}\n");
        Path socket = directory.resolve("grpc.sock");
        try (PeerServer peer =
                serve(
                        "--port=0",
                        "--grpc_socket_path=" + socket,
                        "--model_base_path=" + SAMPLES.resolve("digits"))) {
            assertThat(socket).exists();
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> peer.server().port("tensorflow_grpc"));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> peer.server().port("tensorflow_rest"));
        }
    }
}
