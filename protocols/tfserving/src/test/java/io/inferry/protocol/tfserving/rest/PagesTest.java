package io.inferry.protocol.tfserving.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.inferry.api.model.ModelId;
import io.inferry.api.tensor.DataType;
import io.inferry.contracts.OnnxModels;
import io.inferry.contracts.Waiting;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Status, metadata and what browsers ask, over a real server. */
class PagesTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String AVAILABLE =
            "{\"version\":\"%d\",\"state\":\"AVAILABLE\",\"status\":{\"error_code\":\"OK\",\"error_message\":\"\"}}";

    @TempDir private static Path models;
    private static Server server;

    @BeforeAll
    static void start() throws IOException {
        OnnxModels.halfPlus(2, "n").writeVersion(models, "half", 123);
        OnnxModels.identity(DataType.STRING, "n").writeVersion(models, "text", 4);
        OnnxModels.halfPlus(2, "n").writeVersion(models, "growing", 9);
        Path broken = models.resolve("broken/5/model.onnx");
        Files.createDirectories(broken.getParent());
        Files.writeString(broken, "no model at all");
        server = new Server(models, Map.of("cors", "true"));
        server.behind().serving().management().setLabel(new ModelId("half", 123), "stable");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void statusIsUpstreams() throws JsonProcessingException {
        JsonNode wanted =
                MAPPER.readTree("{\"model_version_status\":[" + AVAILABLE.formatted(123) + "]}");
        for (String path :
                List.of("half", "half/versions/123", "half/labels/stable", "half/labels/none")) {
            HttpResponse<String> response = server.get("/v1/models/" + path);
            assertThat(MAPPER.readTree(response.body())).isEqualTo(wanted);
            assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
        }
        assertThat(server.get("/v1/models/half").body())
                .isEqualTo(
                        """
                        {
                         "model_version_status": [
                          {
                           "version": "123",
                           "state": "AVAILABLE",
                           "status": {
                            "error_code": "OK",
                            "error_message": ""
                           }
                          }
                         ]
                        }
                        """);
    }

    @Test
    void aVersionThatFailedShowsWhy() throws JsonProcessingException {
        JsonNode version =
                MAPPER.readTree(server.get("/v1/models/broken").body())
                        .at("/model_version_status/0");

        assertThat(version.get("state").textValue()).isEqualTo("END");
        assertThat(version.at("/status/error_code").textValue()).isNotEqualTo("OK");
        assertThat(version.at("/status/error_message").textValue()).contains("model.onnx");
    }

    @Test
    void newerVersionsComeFirstAndOlderOnesEnd() {
        OnnxModels.halfPlus(3, "n").writeVersion(models, "growing", 10);

        String wanted = "10 AVAILABLE, 9 END";
        Waiting.STANDARD.until(wanted, () -> states("growing").equals(wanted));

        assertThat(server.predict("growing", "{\"instances\":[2]}").body()).contains("4.0");
    }

    private static String states(String model) {
        List<String> states = new ArrayList<>();
        for (JsonNode version :
                json(server.get("/v1/models/" + model)).get("model_version_status")) {
            states.add(version.get("version").textValue() + " " + version.get("state").textValue());
        }
        return String.join(", ", states);
    }

    private static JsonNode json(HttpResponse<String> response) {
        try {
            return MAPPER.readTree(response.body());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(response.body(), e);
        }
    }

    @Test
    void whatWasNeverSeenHasNoStatus() {
        HttpResponse<String> model = server.get("/v1/models/foo");
        assertThat(model.statusCode()).isEqualTo(404);
        assertThat(model.body()).contains("\"Could not find any versions of model foo\"");
        HttpResponse<String> version = server.get("/v1/models/half/versions/9");
        assertThat(version.statusCode()).isEqualTo(404);
        assertThat(version.body()).contains("\"Could not find version 9 of model half\"");
        assertThat(server.get("/v1/models").body()).contains("\"Missing model name in request.\"");
        assertThat(server.get("/v1/models?x=1").statusCode()).isEqualTo(400);
        assertThat(server.get("/v1/models/half?x=1").body())
                .contains("\"Could not find any versions of model half?x=1\"");
    }

    @Test
    void metadataHasTheShapeOfUpstreams() throws JsonProcessingException {
        String wanted =
                """
                {"model_spec": {"name": "half", "signature_name": "", "version": "123"},
                 "metadata": {"signature_def": {"signature_def": {"serving_default": {
                  "inputs": {"x": {"dtype": "DT_FLOAT", "name": "x", "tensor_shape":
                    {"dim": [{"size": "-1", "name": "n"}], "unknown_rank": false}}},
                  "outputs": {"y": {"dtype": "DT_FLOAT", "name": "y", "tensor_shape":
                    {"dim": [{"size": "-1", "name": "n"}], "unknown_rank": false}}},
                  "method_name": "tensorflow/serving/predict",
                  "defaults": {}}}}}}
                """;
        for (String path : List.of("half", "half/versions/123", "half/labels/stable")) {
            HttpResponse<String> response = server.get("/v1/models/" + path + "/metadata");
            assertThat(MAPPER.readTree(response.body())).isEqualTo(MAPPER.readTree(wanted));
        }
        assertThat(server.get("/v1/models/text/metadata").body()).contains("DT_STRING");
    }

    @Test
    void metadataOfWhatIsNotServedIsNotFound() {
        assertThat(server.get("/v1/models/foo/metadata").body())
                .contains("Servable not found for request: Latest(foo)");
        assertThat(server.get("/v1/models/broken/metadata").body())
                .contains("Servable not found for request: Latest(broken)");
        assertThat(server.get("/v1/models/half/labels/x/metadata").statusCode()).isEqualTo(400);
    }

    @Test
    void browsersMayReadEveryAnswerWhenToldSo() {
        for (HttpResponse<String> response :
                List.of(
                        server.get("/v1/models/half"),
                        server.get("/v1/foo"),
                        server.predict("half", "{\"instances\":[1]}"),
                        server.ask(
                                "OPTIONS", "/v1/models/half:predict", "", "Origin", "http://a"))) {
            assertThat(response.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
            assertThat(response.headers().firstValue("Access-Control-Allow-Methods"))
                    .contains("POST, GET");
            assertThat(response.headers().firstValue("Access-Control-Allow-Headers"))
                    .contains("Content-Type");
        }
    }

    @Test
    void preflightNeedsAnOrigin() {
        assertThat(server.ask("OPTIONS", "/v1/x", "", "Origin", "https://a.example").statusCode())
                .isEqualTo(200);
        HttpResponse<String> without = server.ask("OPTIONS", "/v1/x", "");
        assertThat(without.statusCode()).isEqualTo(400);
        assertThat(without.body()).isEmpty();
    }
}
