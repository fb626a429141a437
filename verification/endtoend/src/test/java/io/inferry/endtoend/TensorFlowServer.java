package io.inferry.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.inferry.contracts.Waiting;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * The packaged {@code tensorflow_model_server} as a process of its own, with the plug-ins for
 * TensorFlow and TFLite. Its flags know no "any free port", so two free ones are looked for first.
 */
final class TensorFlowServer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Process process;
    private final Path output;
    private final int grpcPort;
    private final int restPort;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private TensorFlowServer(Process process, Path output, int grpcPort, int restPort) {
        this.process = process;
        this.output = output;
        this.grpcPort = grpcPort;
        this.restPort = restPort;
    }

    /** Starts it and returns once its ports are open, which is when every model was tried. */
    static TensorFlowServer start(Path folder, String... flags) throws IOException {
        TensorFlowServer server = launch(folder, flags);
        server.await("open ports", () -> isOpen(server.grpcPort) && isOpen(server.restPort));
        return server;
    }

    /** Starts it and returns at once. */
    static TensorFlowServer launch(Path folder, String... flags) throws IOException {
        return launch(folder, "tensorflow_model_server", Map.of(), flags);
    }

    /**
     * Starts what the container starts, with its variables, and returns once its ports are open.
     */
    static TensorFlowServer startContainer(Path folder, Map<String, String> variables)
            throws IOException {
        TensorFlowServer server = launch(folder, "tf_serving_entrypoint.sh", variables);
        server.await("open ports", () -> isOpen(server.grpcPort) && isOpen(server.restPort));
        return server;
    }

    private static TensorFlowServer launch(
            Path folder, String program, Map<String, String> variables, String... flags)
            throws IOException {
        int grpcPort = freePort();
        int restPort = freePort();
        var words =
                new ArrayList<>(
                        List.of(
                                Packaged.distribution().resolve("bin").resolve(program).toString(),
                                "--port=" + grpcPort,
                                "--rest_api_port=" + restPort));
        words.addAll(Arrays.asList(flags));
        Path output = Files.createTempFile(folder, "server", ".txt");
        var builder =
                new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putAll(variables);
        builder.environment().put("INFERRY_PLUGINS", plugins(folder).toString());
        return new TensorFlowServer(builder.start(), output, grpcPort, restPort);
    }

    /** What the build made of the optional engines, under their names. */
    private static Path plugins(Path folder) throws IOException {
        Path plugins = Files.createTempDirectory(folder, "plugins");
        for (String engine : List.of("tensorflow", "tflite")) {
            Files.createSymbolicLink(
                    plugins.resolve(engine),
                    Packaged.root().resolve("engines").resolve(engine).resolve("target/plugin"));
        }
        return plugins;
    }

    private static int freePort() throws IOException {
        try (var probe = new ServerSocket(0)) {
            return probe.getLocalPort();
        }
    }

    private static boolean isOpen(int port) {
        try (var probe = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return probe.isConnected();
        } catch (IOException _) {
            return false;
        }
    }

    String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            return "unreadable: " + e;
        }
    }

    int grpcPort() {
        return grpcPort;
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    HttpResponse<String> get(String target) throws IOException, InterruptedException {
        return http.send(request(target).build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> post(String target, String body) throws IOException, InterruptedException {
        return http.send(
                request(target).POST(HttpRequest.BodyPublishers.ofString(body)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String target) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + restPort + target))
                .timeout(PATIENCE);
    }

    /**
     * Calls by the independent gRPC client, several separated by {@code --}.
     *
     * @return the answers in order, as protobuf text in one line, or "CODE: description"
     */
    List<String> call(String... words) throws IOException, InterruptedException {
        Path client = Packaged.root().resolve("verification/clients/target");
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                                "--sun-misc-unsafe-memory-access=allow",
                                "-cp",
                                client.resolve("classes") + ":" + client.resolve("lib") + "/*",
                                "io.inferry.clients.TensorFlowServingCall",
                                Integer.toString(grpcPort)));
        command.addAll(Arrays.asList(words));
        Command ran = Command.run(command);
        assertThat(ran.status()).as(ran.out()).isZero();
        return Arrays.stream(ran.out().split("--\n", -1))
                .map(answer -> answer.strip().replaceAll("\\s+", " "))
                .filter(answer -> !answer.isEmpty())
                .toList();
    }

    /** Looks again and again, a moment apart, within a bound. */
    void await(String what, BooleanSupplier condition) {
        new Waiting(PATIENCE, () -> "output: " + output(), process::isAlive).until(what, condition);
    }

    /** Waits for an answer over REST. */
    void awaitAnswer(String target, String body, String wanted) {
        await(
                target + " answering " + wanted,
                () -> {
                    try {
                        return post(target, body).body().contains(wanted);
                    } catch (IOException e) {
                        return false;
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                        return false;
                    }
                });
    }

    /** The exit status of a server that ends by itself. */
    int awaitEnd() throws InterruptedException {
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .as("the server ends; output: %s", output())
                .isTrue();
        return process.exitValue();
    }

    /** SIGTERM, and the exit status. */
    int terminate() throws InterruptedException {
        process.destroy();
        return awaitEnd();
    }

    @Override
    public void close() {
        http.close();
        process.destroyForcibly();
    }
}
