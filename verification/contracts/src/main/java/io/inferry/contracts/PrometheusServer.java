package io.inferry.contracts;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A real Prometheus, from the path, that scrapes {@code /metrics} of servers five times a second. A
 * test that needs one is skipped with a message where there is none.
 */
public final class PrometheusServer implements AutoCloseable {
    private static final Pattern LISTENING =
            Pattern.compile("msg=\"Listening on\" address=127\\.0\\.0\\.1:(\\d+)");
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final Waiting waiting;
    private final URI url;

    private PrometheusServer(Process process, Path log) {
        this.process = process;
        this.waiting = new Waiting(Duration.ofSeconds(30), () -> text(log), process::isAlive);
        waiting.until("Prometheus listens", () -> LISTENING.matcher(text(log)).find());
        Matcher listening = LISTENING.matcher(text(log));
        if (!listening.find()) {
            throw new IllegalStateException("the log was cut: " + text(log));
        }
        url = URI.create("http://127.0.0.1:" + listening.group(1));
        waiting.until("Prometheus is ready", () -> status("/-/ready") == 200);
    }

    /**
     * Starts one that is ready to answer.
     *
     * @param directory for its files; becomes the test's to remove
     * @param targets as {@code 127.0.0.1:8090}
     */
    public static PrometheusServer scraping(Path directory, List<String> targets) {
        Optional<Path> binary = binary();
        assumeTrue(binary.isPresent(), "prometheus is not installed (Debian: prometheus)");
        Path log = directory.resolve("prometheus.log");
        try {
            Path configuration =
                    Files.writeString(
                            Files.createDirectories(directory).resolve("prometheus.yml"),
                            configuration(targets));
            return new PrometheusServer(
                    new ProcessBuilder(
                                    binary.orElseThrow().toString(),
                                    "--config.file=" + configuration,
                                    "--storage.tsdb.path=" + directory.resolve("series"),
                                    "--web.listen-address=127.0.0.1:0")
                            .redirectErrorStream(true)
                            .redirectOutput(log.toFile())
                            .start(),
                    log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String configuration(List<String> targets) {
        return """
        global: {scrape_interval: 200ms, scrape_timeout: 200ms}
        scrape_configs:
          - job_name: inferry
            static_configs:
              - targets: [%s]
        """
                .formatted(
                        targets.stream()
                                .map(target -> '"' + target + '"')
                                .collect(Collectors.joining(", ")));
    }

    private static Optional<Path> binary() {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(folder -> Path.of(folder, "prometheus"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Where it answers. */
    public URI url() {
        return url;
    }

    /** The first value that a query has now; empty when it has none. */
    public Optional<Double> value(String query) {
        try {
            JsonNode answer =
                    JSON.readTree(
                            get("/api/v1/query?query="
                                            + URLEncoder.encode(query, StandardCharsets.UTF_8))
                                    .body());
            JsonNode value = answer.at("/data/result/0/value/1");
            return value.isTextual()
                    ? Optional.of(Double.valueOf(value.textValue().replace("Inf", "Infinity")))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until a query has this value: what a server tells now was scraped. */
    public void await(String query, double expected) {
        waiting.until(
                query + " is " + expected,
                () -> value(query).filter(value -> value == expected).isPresent());
    }

    private int status(String path) {
        try {
            return get(path).statusCode();
        } catch (IOException e) {
            return 0;
        }
    }

    private HttpResponse<String> get(String path) throws IOException {
        try {
            return http.send(
                    HttpRequest.newBuilder(url.resolve(path)).timeout(ANSWER).build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while Prometheus was asked", e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it, and waits for that: its files may go then. */
    @Override
    public void close() {
        http.close();
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
