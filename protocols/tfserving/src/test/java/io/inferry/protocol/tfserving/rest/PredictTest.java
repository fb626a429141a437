package io.inferry.protocol.tfserving.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.inferry.api.model.Signature;
import io.inferry.api.tensor.DataType;
import io.inferry.contracts.Fixtures;
import io.inferry.contracts.Golden;
import io.inferry.contracts.GoldenCase;
import io.inferry.contracts.GoldenValue;
import io.inferry.contracts.OnnxGraph;
import io.inferry.contracts.OnnxModels;
import io.inferry.contracts.OnnxNode;
import io.inferry.contracts.OnnxType;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Predictions over a real server, with the expectations of upstream's own tests. */
class PredictTest {
    private static final ObjectMapper MAPPER =
            JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

    @TempDir private static Path models;
    private static Server server;

    @BeforeAll
    static void start() {
        OnnxModels.halfPlus(2, "n").writeVersion(models, "half_plus_two", 123);
        OnnxModels.halfPlus(3, "n").writeVersion(models, "half_plus_three", 1);
        OnnxModels.halfPlus(2, "n", "m").writeVersion(models, "matrix", 1);
        for (DataType type : DataType.values()) {
            OnnxModels.identity(type, "n").writeVersion(models, "id_" + type, 1);
        }
        pair("n").writeVersion(models, "pair", 1);
        new OnnxGraph()
                .input("s", OnnxType.tensor(DataType.STRING, "n"))
                .output("copy_bytes", OnnxType.tensor(DataType.STRING, "n"))
                .node(new OnnxNode("Identity", List.of("s"), List.of("copy_bytes")))
                .writeVersion(models, "bytes", 1);
        Fixtures.copyVersion(Fixtures.DIGITS_KERAS, models, "digits_keras", 1);
        Fixtures.copyVersion(Fixtures.STRINGS, models, "strings", 1);
        Fixtures.copyVersion(Fixtures.BC_LIGHTGBM, models, "bc_lightgbm", 1);
        Fixtures.copyVersion(Fixtures.BC_XGBOOST, models, "bc_xgboost", 1);
        Fixtures.copyVersion(Fixtures.BERT_NANO, models, "bert_nano", 1);
        Fixtures.copyVersion(Fixtures.MNIST_MLP, models, "mnist_mlp", 1);
        server = new Server(models, Map.of());
    }

    @AfterAll
    static void stop() {
        try (Server running = server) {
            running.behind().awaitNoTensors();
        }
    }

    private static OnnxGraph pair(String dim) {
        return new OnnxGraph()
                .input("a", OnnxType.tensor(DataType.FLOAT32, dim))
                .input("b", OnnxType.tensor(DataType.FLOAT32, dim))
                .output("sum", OnnxType.tensor(DataType.FLOAT32, dim))
                .output("difference", OnnxType.tensor(DataType.FLOAT32, dim))
                .node(new OnnxNode("Add", List.of("a", "b"), List.of("sum")))
                .node(new OnnxNode("Sub", List.of("a", "b"), List.of("difference")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    half_plus_two               | {"instances":[2.0,3.0,4.0]} | {"predictions":[3.0,3.5,4.0]}
                    half_plus_two               | {"inputs":[2.0,3.0,4.0]}    | {"outputs":[3.0,3.5,4.0]}
                    half_plus_two/versions/123  | {"instances":[1.0,2.0]}     | {"predictions":[2.5,3.0]}
                    half_plus_two/versions/0123 | {"instances":[1,2]}         | {"predictions":[2.5,3.0]}
                    half_plus_two | {"signature_name":"serving_default","instances":[3.0,4.0]} | {"predictions":[3.5,4.0]}
                    half_plus_two | {"signature_name":"serving_default","inputs":[3.0,4.0]}    | {"outputs":[3.5,4.0]}
                    half_plus_two | {"instances":[3.0],"signature_name":"serving_default"}     | {"predictions":[3.5]}
                    half_plus_two | {"signature_name":"","instances":[3.0]}   | {"predictions":[3.5]}
                    half_plus_two | {"instances":[{"x":3.0},{"x":4.0}]}       | {"predictions":[3.5,4.0]}
                    half_plus_two | {"inputs":{"x":[3.0],"ignored":[[]]}}     | {"outputs":[3.5]}
                    half_plus_two | {"instances":[1.0]} and more              | {"predictions":[2.5]}
                    half_plus_two | {"inputs":[]}                             | {"outputs":[]}
                    half_plus_three | {"instances":[1.0,2.0,5.0]}             | {"predictions":[3.5,4.0,5.5]}
                    matrix        | {"instances":[[1.0,2.0],[3.0,4.0]]}       | {"predictions":[[2.5,3.0],[3.5,4.0]]}
                    matrix        | {"instances":[[1.0,2.0]]}                 | {"predictions":[[2.5,3.0]]}
                    pair | {"instances":[{"a":3,"b":1},{"b":1,"a":4}]} | {"predictions":[{"sum":4.0,"difference":2.0},{"sum":5.0,"difference":3.0}]}
                    pair | {"inputs":{"a":[3],"b":[1]}}                | {"outputs":{"sum":[4.0],"difference":[2.0]}}
                    bytes | {"instances":[{"b64":"aGVsbG8="},"world"]} | {"predictions":[{"b64":"aGVsbG8="},{"b64":"d29ybGQ="}]}
                    bytes | {"inputs":{"s":["tf"]}}                    | {"outputs":[{"b64":"dGY="}]}
                    """)
    void predictionsAreUpstreams(String model, String body, String answer)
            throws JsonProcessingException {
        HttpResponse<String> response = server.predict(model, body);

        assertThat(response.body()).isNotEmpty();
        assertThat(MAPPER.readTree(response.body())).isEqualTo(MAPPER.readTree(answer));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
    }

    @Test
    void theLayoutIsUpstreamsToTheByte() {
        assertThat(server.predict("half_plus_two", "{\"instances\":[1.0,2.0,5.0]}").body())
                .isEqualTo("{\n    \"predictions\": [2.5, 3.0, 4.5\n    ]\n}");
        assertThat(server.predict("half_plus_two", "{\"inputs\":[1.0]}").body())
                .isEqualTo("{\n    \"outputs\": [\n        2.5\n    ]\n}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    id_BOOL     | [true, false]
                    id_UINT8    | [0, 255]
                    id_INT8     | [-128, 127]
                    id_INT16    | [-32768, 32767]
                    id_INT32    | [-2147483648, 2147483647]
                    id_INT64    | [-9223372036854775808, 9223372036854775807]
                    id_FLOAT16  | [1.5, -0.25]
                    id_FLOAT32  | [NaN, Infinity, -Infinity, 0.1, 3e-05, 9e+06, 999999.0, 555557.5]
                    id_FLOAT64  | [0.1, 1e+300, 3.0, 0.12345678901234568]
                    id_STRING   | ["", "é", "quo\\\\te\\"d"]
                    """)
    void everyTypeComesBackAsItWasSent(String model, String values) {
        HttpResponse<String> response = server.predict(model, "{\"instances\": " + values + "}");

        assertThat(response.body())
                .isEqualTo(
                        "{\n    \"predictions\": "
                                + values.substring(0, values.length() - 1)
                                + "\n    ]\n}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"digits_keras", "strings", "bert_nano"})
    void goldenModelsAnswerRight(String name) throws JsonProcessingException {
        for (GoldenCase each : Golden.read(name).cases(Signature.DEFAULT_NAME)) {
            String body = MAPPER.writeValueAsString(Map.of("inputs", Nested.byName(each.inputs())));
            HttpResponse<String> response = server.predict(name, body);
            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
            JsonNode outputs = MAPPER.readTree(response.body()).get("outputs");
            for (Map.Entry<String, GoldenValue> wanted : each.outputs().entrySet()) {
                JsonNode got = outputs.isObject() ? outputs.get(wanted.getKey()) : outputs;
                assertClose(MAPPER.valueToTree(Nested.of(wanted.getValue())), got);
            }
        }
    }

    /** The golden files know the probability of the second class alone. */
    @ParameterizedTest
    @ValueSource(strings = {"bc_lightgbm", "bc_xgboost"})
    void treesAnswerByRow(String name) throws JsonProcessingException {
        GoldenCase golden = Golden.read(name).first();
        Object rows = Nested.byName(golden.inputs()).values().iterator().next();
        String body = MAPPER.writeValueAsString(Map.of("instances", rows));

        JsonNode predictions =
                MAPPER.readTree(server.predict(name, body).body()).get("predictions");

        double[] wanted = golden.outputs().values().iterator().next().numbers();
        assertThat(predictions.size()).isEqualTo(wanted.length);
        for (int i = 0; i < wanted.length; i++) {
            JsonNode got = predictions.get(i).get("probabilities").get(1);
            assertThat(Math.abs(got.doubleValue() - wanted[i])).isLessThanOrEqualTo(1e-5);
        }
    }

    private static void assertClose(JsonNode wanted, JsonNode got) {
        if (wanted.isArray()) {
            assertThat(got.size()).isEqualTo(wanted.size());
            for (int i = 0; i < wanted.size(); i++) {
                assertClose(wanted.get(i), got.get(i));
            }
        } else if (wanted.isTextual()) {
            assertThat(got.textValue()).isEqualTo(wanted.textValue());
        } else {
            double allowed = 1e-5 * Math.max(1, Math.abs(wanted.doubleValue()));
            assertThat(Math.abs(got.doubleValue() - wanted.doubleValue()))
                    .isLessThanOrEqualTo(allowed);
        }
    }

    @Test
    void aPictureOfNumbersIsAnswered() throws JsonProcessingException {
        HttpResponse<String> response = server.predict("mnist_mlp", Fixtures.text("mnist.json"));

        JsonNode row = MAPPER.readTree(response.body()).get("predictions").get(0);
        double sum = 0;
        for (JsonNode each : row) {
            sum += each.doubleValue();
        }
        assertThat(row.size()).isEqualTo(10);
        assertThat(sum).isBetween(0.999, 1.001);
    }

    @Test
    void withoutTheOptionNoAnswerSpeaksOfOrigins() {
        HttpResponse<String> response = server.predict("half_plus_two", "{\"instances\":[1]}");

        assertThat(response.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    }

    @Test
    void whatTakesLongerThanTheTimeoutEndsWith504() {
        String million = "{\"instances\": [" + "0.123456789, ".repeat(999_999) + "1]}";
        try (Server hasty = new Server(models, Map.of("timeout_ms", "1"))) {
            HttpResponse<String> response = hasty.predict("half_plus_two", million);

            assertThat(response.statusCode()).as(response.body()).isEqualTo(504);
            hasty.behind().awaitNoTensors();
        }
    }

    @Test
    void theContentTypeOfARequestIsIgnored() {
        String path = "/v1/models/half_plus_two:predict";
        for (String type : List.of("application/x-www-form-urlencoded", "text/html", "x")) {
            assertThat(
                            server.ask("POST", path, "{\"instances\":[1]}", "Content-Type", type)
                                    .statusCode())
                    .isEqualTo(200);
        }
    }
}
