package io.inferry.protocol.tfserving.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.inferry.api.model.ModelId;
import io.inferry.api.tensor.DataType;
import io.inferry.api.tensor.Shape;
import io.inferry.contracts.OnnxGraph;
import io.inferry.contracts.OnnxModels;
import io.inferry.contracts.OnnxNode;
import io.inferry.contracts.OnnxType;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every error that a caller can make, over a real server: status, form and text. */
class RefusalsTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TempDir private static Path models;
    private static Server server;

    @BeforeAll
    static void start() throws IOException {
        OnnxModels.halfPlus(2, "n").writeVersion(models, "m", 1);
        OnnxModels.halfPlus(2, "n", "2").writeVersion(models, "wide", 1);
        OnnxModels.identity(DataType.INT32, "n").writeVersion(models, "int", 1);
        new OnnxGraph()
                .input("x", OnnxType.tensor(DataType.FLOAT32, "n"))
                .output("total", OnnxType.tensor(DataType.FLOAT32))
                .node(new OnnxNode("ReduceSum", List.of("x"), List.of("kept")))
                .node(new OnnxNode("Squeeze", List.of("kept"), List.of("total")))
                .writeVersion(models, "scalar", 1);
        new OnnxGraph()
                .input("x", OnnxType.tensor(DataType.FLOAT32, "n"))
                .output("a", OnnxType.tensor(DataType.FLOAT32, "n"))
                .output("b", OnnxType.tensor(DataType.FLOAT32, "3"))
                .floats("three", Shape.of(3), 1, 2, 3)
                .node(new OnnxNode("Identity", List.of("x"), List.of("a")))
                .node(new OnnxNode("Identity", List.of("three"), List.of("b")))
                .writeVersion(models, "uneven", 1);
        Path broken = models.resolve("broken/5/model.onnx");
        Files.createDirectories(broken.getParent());
        Files.writeString(broken, "no model at all");
        server = new Server(models, Map.of());
        server.behind().serving().management().setLabel(new ModelId("m", 1), "stable");
    }

    @AfterAll
    static void stop() {
        try (Server running = server) {
            running.behind().awaitNoTensors();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    m               | {"instances":[[1.0],["x"]]} | 400 | Failed to process element: 1 of 'instances' list. Error: INVALID_ARGUMENT: JSON Value: "x" Type: String is not of expected type: float
                    m               | ''                        | 400 | JSON Parse error: The document is empty
                    m               | instances = [1, 2]        | 400 | JSON Parse error: Invalid value. at offset: 0
                    m               | {"instances": [1, 2       | 400 | JSON Parse error: Missing a comma or ] after an array element. at offset: 19
                    m               | {}                        | 400 | Missing 'inputs' or 'instances' key
                    m               | {"signature_name":"foo","instances":[1]} | 400 | Serving signature name: "foo" not found in signature def
                    m               | {"instances":[{"z":1}]}   | 400 | Failed to process element: 0 key: z of 'instances' list. Error: INVALID_ARGUMENT: JSON object: does not have named input: z
                    m               | {"inputs":{"z":[1]}}      | 400 | Missing named input: x in 'inputs' object.
                    int             | {"instances":[1.0]}       | 400 | Failed to process element: 0 of 'instances' list. Error: INVALID_ARGUMENT: JSON Value: 1.0 Type: Number is not of expected type: int32
                    foo             | {"instances":[1]}         | 404 | Servable not found for request: Latest(foo)
                    foo/versions/50 | {"instances":[1]}         | 404 | Servable not found for request: Specific(foo, 50)
                    m/versions/99   | {"instances":[1]}         | 404 | Servable not found for request: Specific(m, 99)
                    m/labels/x      | {"instances":[1]}         | 400 | Unrecognized servable version label: x
                    broken          | {"instances":[1]}         | 404 | Servable not found for request: Latest(broken)
                    broken/versions/5 | {"instances":[1]}       | 404 | Servable not found for request: Specific(broken, 5)
                    foo             | {"instances               | 400 | JSON Parse error: Missing a closing quotation mark in string. at offset: 11
                    foo             | {"signature_name": 5}     | 400 | JSON Value: {\\n    "signature_name": 5\\n} not formatted correctly. 'signature_name' key must be a string value.
                    scalar          | {"instances":[1]}         | 400 | 'Tensor name: total has no shape information '
                    uneven          | {"instances":[1,2]}       | 400 | Tensor name: b has inconsistent batch size: 3 expecting: 2
                    """)
    void wrongRequestsAreRefusedInUpstreamsWords(String model, String body, int status, String text)
            throws JsonProcessingException {
        HttpResponse<String> response = server.predict(model, body);

        assertThat(error(response)).isEqualTo(text.replace("\\n", "\n"));
        assertThat(response.statusCode()).isEqualTo(status);
    }

    @Test
    void theModelItselfJudgesShapes() throws JsonProcessingException {
        HttpResponse<String> response = server.predict("wide", "{\"instances\":[[1,2,3]]}");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(error(response)).contains("x");
    }

    @ParameterizedTest
    @CsvSource({
        "POST,/v1/foo",
        "GET,/v1/foo",
        "POST,/v1/models",
        "PUT,/v1/models/m",
        "DELETE,/v1/models/m",
        "PATCH,/v1/models/m:predict",
        "GET,/v1/models/m:predict",
        "POST,/v1/models/m:PREDICT",
        "POST,/v1/models/m/version/50:predict",
        "POST,/v1/models/m:predictions?x=1",
    })
    void pathsWithoutARouteAreMalformed(String method, String path) throws JsonProcessingException {
        HttpResponse<String> response = server.ask(method, path, "");

        assertThat(error(response)).isEqualTo("Malformed request: " + method + " " + path);
        assertThat(response.statusCode()).isEqualTo(400);
    }

    @Test
    void headIsMalformedToo() {
        assertThat(server.ask("HEAD", "/v1/models/m", "").statusCode()).isEqualTo(400);
    }

    @Test
    void otherPathsAreNotFound() {
        assertThat(server.get("/index").statusCode()).isEqualTo(404);
        assertThat(server.get("/v1").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    m:regress    | {"signature_name":"r","examples":[{"x":2.0}]} | 400 | No signature was found with the name: r
                    foo:classify | {"examples":[{"x":2.0}]} | 404 | Servable not found for request: Latest(foo)
                    foo:classify | {"examples":[[1]]}       | 400 | Example must be JSON object but got JSON Array
                    m:classify   | {"examples":[{}],"context":5} | 400 | Example must be JSON object but got JSON Number
                    m:regress    | {}  | 400 | JSON Value: {} When method is classify, key 'examples' is expected and was not found
                    m:regress    | ''  | 400 | JSON Parse error: The document is empty
                    """)
    void examplesAreRefused(String call, String body, int status, String text)
            throws JsonProcessingException {
        HttpResponse<String> response = server.post("/v1/models/" + call, body);

        assertThat(error(response)).isEqualTo(text);
        assertThat(response.statusCode()).isEqualTo(status);
    }

    @Test
    void aLabelAnswersWhereItPoints() {
        assertThat(server.predict("m/labels/stable", "{\"instances\":[1]}").statusCode())
                .isEqualTo(200);
    }

    @Test
    void theErrorFormIsUpstreamsToTheByte() {
        HttpResponse<String> response = server.predict("foo", "{}");

        assertThat(response.body())
                .isEqualTo("{\n    \"error\": \"Servable not found for request: Latest(foo)\"\n}");
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
    }

    @Test
    void badUnicodeIsRefused() throws JsonProcessingException {
        assertThat(error(server.predict("m", "{\"instances\":[\"\\ud800\"]}")))
                .startsWith("JSON Parse error: The surrogate pair in string is invalid.");
    }

    private static String error(HttpResponse<String> response) throws JsonProcessingException {
        JsonNode error = MAPPER.readTree(response.body());
        assertThat(error.fieldNames()).toIterable().containsExactly("error");
        return error.get("error").textValue();
    }
}
