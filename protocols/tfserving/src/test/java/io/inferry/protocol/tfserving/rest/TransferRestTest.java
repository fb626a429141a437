package io.inferry.protocol.tfserving.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.inferry.contracts.OnnxModels;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Encodings of bodies, and what browsers ask. */
class TransferRestTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String ONE = "{\"instances\":[1]}";
    private static final int INFLATED_MAX = 100_000_000;

    @TempDir private static Path models;
    private static Server server;

    @BeforeAll
    static void start() {
        OnnxModels.halfPlus(2, "n").writeVersion(models, "half", 1);
        server = new Server(models, Map.of());
    }

    @AfterAll
    static void stop() {
        try (Server running = server) {
            running.behind().awaitNoTensors();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "GZIP", "x-gzip"})
    void bodiesMayComeAsGzip(String encoding) throws Exception {
        String million = "{\"instances\":[" + "1,".repeat(100_000) + "1]}";

        HttpResponse<String> response =
                post(encoding, gzip(million.getBytes(StandardCharsets.UTF_8)));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(MAPPER.readTree(response.body()).get("predictions").size()).isEqualTo(100_001);
    }

    @Test
    void aBodyThatInflatesBeyondTheLimitIsRefusedAsJson() throws Exception {
        HttpResponse<String> response = post("gzip", gzip(INFLATED_MAX + 1));

        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(error(response)).contains("limit of 100000000 bytes");
    }

    @Test
    void aBodyOfExactlyTheLimitIsRead() throws Exception {
        HttpResponse<String> response = post("gzip", gzip(INFLATED_MAX));

        assertThat(error(response)).startsWith("JSON Parse error: Invalid value.");
        assertThat(response.statusCode()).isEqualTo(400);
    }

    @Test
    void whatOnlyClaimsToBeGzipIsRefusedAsJson() throws Exception {
        HttpResponse<String> response = post("gzip", ONE.getBytes(StandardCharsets.UTF_8));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(error(response)).contains("not valid gzip");
    }

    @Test
    void answersAreNeverCompressed() throws JsonProcessingException {
        HttpResponse<String> response =
                server.ask("POST", "/v1/models/half:predict", ONE, "Accept-Encoding", "gzip");

        assertThat(response.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(MAPPER.readTree(response.body()).get("predictions").size()).isEqualTo(1);
    }

    @Test
    void preflightWithoutTheOptionSaysYesButAllowsNothing() {
        HttpResponse<String> response =
                server.ask("OPTIONS", "/v1/models/half:predict", "", "Origin", "https://a.example");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEmpty();
        assertThat(response.headers().map().keySet())
                .noneMatch(name -> name.startsWith("access-control"));
    }

    @Test
    void anOriginOfAnotherSchemeIsNone() {
        HttpResponse<String> response =
                server.ask("OPTIONS", "/v1/models/half:predict", "", "Origin", "ftp://a.example");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).isEmpty();
    }

    @Test
    void preflightElsewhereIsNotFound() {
        assertThat(server.ask("OPTIONS", "/other", "", "Origin", "https://a.example").statusCode())
                .isEqualTo(404);
    }

    private static HttpResponse<String> post(String encoding, byte[] body)
            throws IOException, InterruptedException {
        int port = server.behind().port("tensorflow_rest");
        HttpRequest request =
                HttpRequest.newBuilder(
                                URI.create("http://127.0.0.1:" + port + "/v1/models/half:predict"))
                        .version(HttpClient.Version.HTTP_1_1)
                        .header("Content-Encoding", encoding)
                        .POST(BodyPublishers.ofByteArray(body))
                        .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, BodyHandlers.ofString());
        }
    }

    /** So many zero bytes, packed. */
    private static byte[] gzip(int size) {
        return pack(out -> {
            byte[] zeros = new byte[1_000_000];
            for (int left = size; left > 0; left -= zeros.length) {
                out.write(zeros, 0, Math.min(left, zeros.length));
            }
        });
    }

    private static byte[] gzip(byte[] content) {
        return pack(out -> out.write(content));
    }

    private interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    private static byte[] pack(Content content) {
        var packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            content.writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    private static String error(HttpResponse<String> response) throws JsonProcessingException {
        return MAPPER.readTree(response.body()).path("error").textValue();
    }
}
