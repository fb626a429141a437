package io.inferry.protocol.tfserving.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.inferry.protocol.tfserving.examples.HalfPlusEngine;
import java.io.File;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page for scrapers on the REST listener. */
class ScrapingTest {
    private static final String PATH = "/monitoring/prometheus/metrics";
    private static final String REGRESS =
            "{\"signature_name\":\"regress_x_to_y\",\"examples\":[{\"x\":2.0},{\"x\":3.0}]}";

    private static final Pattern LINE =
            Pattern.compile(
                    "# TYPE [a-zA-Z_:][a-zA-Z0-9_:]* (counter|histogram)"
                            + "|[a-zA-Z_:][a-zA-Z0-9_:]*\\{(\\w+=\"([^\"\\\\]|\\\\.)*\",?)*} \\d+");

    @TempDir private Path models;
    private Server server;

    @BeforeEach
    void start() {
        HalfPlusEngine.write(models, "half", 123);
        server = new Server(models, Map.of("prometheus_path", PATH));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void everyKindOfCallIsCounted() {
        server.post("/v1/models/half:regress", REGRESS);
        server.post("/v1/models/half:regress", "{}");
        server.get("/v1/models/half");
        server.get("/v1/models/half/metadata");
        server.get("/v1/models/unknown");
        server.post("/v1/models/unknown:predict", "{\"instances\":[1]}");
        server.ask("PUT", "/v1/models/half", "");

        HttpResponse<String> page = server.get(PATH);

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).contains("text/plain");
        assertThat(page.body())
                .contains(
                        "# TYPE :tensorflow:serving:request_count counter\n",
                        ":tensorflow:serving:request_count{model_name=\"half\",status=\"OK\"} 3\n",
                        ":tensorflow:serving:request_count{model_name=\"half\","
                                + "status=\"INVALID_ARGUMENT\"} 1\n",
                        ":tensorflow:serving:request_count{model_name=\"unknown\","
                                + "status=\"NOT_FOUND\"} 2\n",
                        ":tensorflow:serving:request_count{model_name=\"\","
                                + "status=\"INVALID_ARGUMENT\"} 1\n",
                        ":tensorflow:serving:request_latency_count{model_name=\"half\","
                                + "API=\"regress\",entrypoint=\"REST\"} 1\n",
                        ":tensorflow:serving:runtime_latency_count{model_name=\"half\","
                                + "API=\"Regress\",runtime=\"TF1\"} 1\n",
                        ":tensorflow:serving:request_example_count_total{model=\"half\"} 2\n");
        assertThat(page.body().lines()).allMatch(LINE.asMatchPredicate());
    }

    @Test
    void promtoolReadsThePage() throws IOException, InterruptedException {
        Optional<Path> promtool =
                Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                        .map(directory -> Path.of(directory, "promtool"))
                        .filter(Files::isExecutable)
                        .findFirst();
        assumeTrue(promtool.isPresent(), "promtool is not installed (Debian: prometheus)");
        server.post("/v1/models/half:regress", REGRESS);
        Path page = Files.writeString(models.resolve("page.txt"), server.get(PATH).body());

        Process check =
                new ProcessBuilder(List.of(promtool.orElseThrow().toString(), "check", "metrics"))
                        .redirectInput(page.toFile())
                        .redirectErrorStream(true)
                        .start();
        String said = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        // 3 is for style: upstream's names have colons, and no help texts.
        assertThat(check.waitFor()).as(said).isIn(0, 3);
    }

    @Test
    void aQueryIsRefusedInUpstreamsWords() {
        HttpResponse<String> response = server.get(PATH + "?name=x");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body())
                .isEqualTo("Unexpected path: " + PATH + "?name=x. Should be " + PATH);
        assertThat(response.headers().firstValue("Content-Type")).contains("text/plain");
    }

    @Test
    void withoutTheOptionThereIsNoPage() {
        try (Server plain = new Server(models, Map.of())) {
            assertThat(plain.get(PATH).statusCode()).isEqualTo(404);
        }
    }
}
