package io.inferry.protocol.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.inferry.api.model.Column;
import io.inferry.api.settings.ModelSettings;
import io.inferry.api.settings.ModelSettingsReader;
import io.inferry.api.settings.TableSettings;
import io.inferry.api.tensor.DataType;
import io.inferry.contracts.CreditEngine;
import io.inferry.contracts.CreditEngine.Kind;
import io.inferry.contracts.Fixtures;
import io.inferry.contracts.OnnxGraph;
import io.inferry.contracts.OnnxModels;
import io.inferry.contracts.OnnxNode;
import io.inferry.contracts.OnnxType;
import io.inferry.contracts.ProtocolServer;
import io.inferry.transport.listen.ListenLimits;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A server with models of tables and of tensors, and what its tests share. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ScoringServerTest {
    static final String JSON = "application/json";
    static final String CSV = "text/csv";

    private final ObjectMapper mapper = new ObjectMapper();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private ProtocolServer server;

    /** What {@code /invocations} means where nobody says. */
    String standardModel() {
        return "price";
    }

    @BeforeAll
    final void startServer(@TempDir Path models) throws IOException {
        CreditEngine.write(models, "loan", Kind.LOAN);
        CreditEngine.write(models, "price", Kind.PRICE);
        CreditEngine.write(models, "rules", Kind.RULES);
        // A price by columns of other names, as MLflow's documentation has them.
        CreditEngine.write(models, "abc", Kind.PRICE);
        Files.createFile(models.resolve("abc").resolve(ModelSettingsReader.FILE_NAME));
        Fixtures.copyVersion(Fixtures.DIGITS_KERAS, models, "digits", 1);
        OnnxModels.identity(DataType.FLOAT32, "n", "3").writeVersion(models, "matrix", 1);
        echo("a", "b", "c").writeVersion(models, "named", 1);
        Path trees = Files.createDirectories(models.resolve("trees").resolve("1"));
        Files.write(trees.resolve("bc_lightgbm.txt"), resource("bc_lightgbm.txt"));
        server =
                ProtocolServer.start(
                        ProtocolServer.over(models)
                                .settingsReader(file -> namedColumns("a", "b", "c"))
                                .start(),
                        new ScoringProtocol(),
                        ListenLimits.STANDARD,
                        standardModel().isEmpty() ? Map.of() : Map.of("model", standardModel()));
    }

    private static OnnxGraph echo(String texts, String numbers, String lists) {
        OnnxGraph graph =
                new OnnxGraph()
                        .input(texts, OnnxType.tensor(DataType.STRING, "n"))
                        .input(numbers, OnnxType.tensor(DataType.INT64, "n"))
                        .input(lists, OnnxType.tensor(DataType.FLOAT32, "n", "3"))
                        .output("out_" + texts, OnnxType.tensor(DataType.STRING, "n"))
                        .output("out_" + numbers, OnnxType.tensor(DataType.INT64, "n"))
                        .output("out_" + lists, OnnxType.tensor(DataType.FLOAT32, "n", "3"));
        for (String name : List.of(texts, numbers, lists)) {
            graph.node(new OnnxNode("Identity", List.of(name), List.of("out_" + name)));
        }
        return graph;
    }

    private static ModelSettings namedColumns(String... names) {
        ModelSettings standard = ModelSettings.STANDARD;
        return new ModelSettings(
                standard.engine(),
                standard.versions(),
                standard.labels(),
                standard.batching(),
                standard.instances(),
                standard.warmup(),
                standard.limits(),
                standard.engineOptions(),
                Optional.empty(),
                Optional.empty(),
                new TableSettings(
                        List.of(names).stream().map(Column::ofNumbers).toList(),
                        TableSettings.Absent.MISSING,
                        List.of()));
    }

    @AfterEach
    final void nothingStaysAllocated() {
        server.awaitNoTensors();
    }

    @AfterAll
    final void stopServer() {
        client.close();
        server.close();
    }

    static byte[] resource(String name) throws IOException {
        try (InputStream in = ScoringServerTest.class.getResourceAsStream(name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        }
    }

    final HttpResponse<String> get(String path) throws Exception {
        return send(to(path).GET());
    }

    /** Posts; further headers come in pairs. */
    final HttpResponse<String> post(String path, String type, String body, String... headers)
            throws Exception {
        HttpRequest.Builder request = to(path).POST(BodyPublishers.ofString(body));
        if (!type.isEmpty()) {
            request.header("Content-Type", type);
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return send(request);
    }

    final HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    final HttpRequest.Builder to(String path) {
        int port = server.port(ScoringProtocol.LISTENER);
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    /** The member of a 200 that has this name. */
    final JsonNode member(String name, HttpResponse<String> response) throws IOException {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains(JSON);
        JsonNode root = mapper.readTree(response.body());
        assertThat(root.fieldNames()).toIterable().containsExactly(name);
        return root.path(name);
    }

    final JsonNode predictions(HttpResponse<String> response) throws IOException {
        return member("predictions", response);
    }

    /** The text of an error in MLflow's form. */
    final String refused(int status, HttpResponse<String> response) throws IOException {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        JsonNode root = mapper.readTree(response.body());
        assertThat(root.fieldNames()).toIterable().containsExactly("error_code", "message");
        return root.path("message").asText();
    }

    /** The text of an error in KServe's form. */
    final String error(int status, HttpResponse<String> response) throws IOException {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        JsonNode root = mapper.readTree(response.body());
        assertThat(root.fieldNames()).toIterable().containsExactly("error");
        return root.path("error").asText();
    }

    final ObjectMapper mapper() {
        return mapper;
    }
}
