package io.inferry.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.inferry.contracts.Waiting;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The packaged server as a process of its own, every listener on a free port. */
final class RunningServer implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Pattern ADDRESS = Pattern.compile("^ {2}(\\w+) +https?://[^:]+:(\\d+)");
    private static final List<String> LISTENERS =
            List.of(
                    "tensorflow_rest",
                    "tensorflow_grpc",
                    "openinference_rest",
                    "openinference_grpc",
                    "admin");

    private final Process process;
    private final ConcurrentLinkedQueue<String> lines = new ConcurrentLinkedQueue<>();
    private final Map<String, Integer> ports = new ConcurrentHashMap<>();
    private final CountDownLatch addressed = new CountDownLatch(LISTENERS.size());
    private final CountDownLatch ended = new CountDownLatch(1);
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private RunningServer(Process process) {
        this.process = process;
        Thread.ofPlatform().daemon().name("server-output").start(this::read);
    }

    /** Serves a directory; returns when all addresses are known. */
    static RunningServer serve(Path models, String... more)
            throws IOException, InterruptedException {
        return serve(Packaged.program(), models, more);
    }

    static RunningServer serve(Path program, Path models, String... more)
            throws IOException, InterruptedException {
        return start(serving(program, models, more));
    }

    private static List<String> serving(Path program, Path models, String... more) {
        List<String> words =
                new ArrayList<>(
                        List.of(program.toString(), "serve", "--models", models.toString()));
        LISTENERS.forEach(listener -> words.addAll(List.of("--port", listener + "=0")));
        words.addAll(Arrays.asList(more));
        return words;
    }

    /** The same in a JVM with flags beside its own. */
    static RunningServer serveWithFlags(String flags, Path models, String... more)
            throws IOException, InterruptedException {
        var builder = new ProcessBuilder(serving(Packaged.program(), models, more));
        builder.environment().put("INFERRY_JVM_FLAGS", flags);
        return start(builder);
    }

    /** Any command that prints listeners' addresses. */
    static RunningServer start(List<String> words) throws IOException, InterruptedException {
        return start(new ProcessBuilder(words));
    }

    private static RunningServer start(ProcessBuilder builder)
            throws IOException, InterruptedException {
        var server = new RunningServer(builder.redirectErrorStream(true).start());
        boolean known = server.addressed.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(known).as("addresses of all listeners; output: %s", server.lines).isTrue();
        return server;
    }

    private void read() {
        try (var reader =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(line);
                Matcher address = ADDRESS.matcher(line);
                if (address.find()
                        && ports.put(address.group(1), Integer.valueOf(address.group(2))) == null) {
                    addressed.countDown();
                }
            }
        } catch (IOException e) {
            lines.add("reading the server's output ended: " + e);
        } finally {
            ended.countDown();
        }
    }

    /** What it has printed so far. */
    String output() {
        return String.join("\n", lines);
    }

    int port(String listener) {
        return ports.get(listener);
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    URI uri(String listener, String target) {
        return URI.create("http://127.0.0.1:" + port(listener) + target);
    }

    HttpResponse<String> get(String listener, String target)
            throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(uri(listener, target)).timeout(PATIENCE).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> send(String method, String listener, String target, String body)
            throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(uri(listener, target))
                        .timeout(PATIENCE)
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> post(String listener, String target, String body)
            throws IOException, InterruptedException {
        return send("POST", listener, target, body);
    }

    /** A CSV file to the listener where tables come in. */
    HttpResponse<String> csv(String target, String file) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(uri("openinference_rest", target))
                        .timeout(PATIENCE)
                        .header("Content-Type", "text/csv")
                        .POST(HttpRequest.BodyPublishers.ofString(file))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    RunningServer awaitReady() {
        await("readiness", () -> status("/readyz") == 200);
        return this;
    }

    /** The state of a version as the admin API tells it; empty when it is not known. */
    String state(String model, long version) throws IOException, InterruptedException {
        JsonNode page = new ObjectMapper().readTree(get("admin", "/api/models/" + model).body());
        for (JsonNode each : page.path("versions")) {
            if (each.path("version").longValue() == version) {
                return each.path("state").asText();
            }
        }
        return "";
    }

    void awaitState(String model, long version, String state) {
        await(
                model + "/" + version + " " + state,
                () -> {
                    try {
                        return state(model, version).equals(state);
                    } catch (IOException e) {
                        return false;
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                        return false;
                    }
                });
    }

    private int status(String target) {
        try {
            return get("admin", target).statusCode();
        } catch (IOException e) {
            return -1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return -1;
        }
    }

    /** Looks again and again, a moment apart, within a bound. */
    void await(String what, BooleanSupplier condition) {
        new Waiting(PATIENCE, () -> "output: " + output(), process::isAlive).until(what, condition);
    }

    /** SIGTERM, and the exit status. */
    int terminate() throws InterruptedException {
        process.destroy();
        return awaitEnd();
    }

    int awaitEnd() throws InterruptedException {
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .as("the server ends; output: %s", output())
                .isTrue();
        boolean read = ended.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(read).isTrue();
        return process.exitValue();
    }

    @Override
    public void close() {
        http.close();
        process.destroyForcibly();
    }
}
