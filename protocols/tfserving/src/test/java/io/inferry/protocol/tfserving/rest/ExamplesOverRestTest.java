package io.inferry.protocol.tfserving.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.inferry.protocol.tfserving.examples.HalfPlusEngine;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code :classify} and {@code :regress} of a real server, with a model that parses examples. */
class ExamplesOverRestTest {
    @TempDir private static Path models;
    private static Server server;

    @BeforeAll
    static void start() {
        HalfPlusEngine.write(models, "half", 123);
        server = new Server(models, Map.of());
    }

    @AfterAll
    static void stop() {
        try (Server running = server) {
            running.behind().awaitNoTensors();
        }
    }

    @Test
    void answersHaveUpstreamsWhiteSpace() {
        assertThat(
                        post(
                                "half:classify",
                                "{\"signature_name\":\"classify_x_to_y\","
                                        + "\"examples\":[{\"x\":2.0}]}"))
                .isEqualTo("{\n    \"results\": [[[\"\", 3.0]]\n    ]\n}");
        assertThat(
                        post(
                                "half:regress",
                                "{\"signature_name\":\"regress_x_to_y\","
                                        + "\"examples\":[{\"x\":2.0},{\"x\":3.0}]}"))
                .isEqualTo("{\n    \"results\": [3.0, 3.5]\n}");
        assertThat(
                        post(
                                "half:classify",
                                "{\"signature_name\":\"classify_labels\","
                                        + "\"examples\":[{\"x\":2.0},{\"x\":4.0}]}"))
                .isEqualTo(
                        "{\n    \"results\": [[[\"a\", 1.0], [\"\", 2.0], [\"c\", 3.0]], [[\"a\", 2.0],"
                                + " [\"\", 3.0], [\"c\", 4.0]]\n    ]\n}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    half:regress  | {"signature_name":"regress_x_to_y","examples":[{"x":80.0}]}  | {"results": [42.0]}
                    half:classify | {"signature_name":"classify_x_to_y","examples":[{"x":20.0}]} | {"results": [[["", 12.0]]]}
                    half/versions/123:regress  | {"signature_name":"regress_x2_to_y3","examples":[{"x2":[4.0]}]} | {"results": [5.0]}
                    half:regress  | {"signature_name":"regress_x_to_y","context":{"x":[6.0]},"examples":[{},{"x":[8.0]}]} | {"results": [5.0, 6.0]}
                    half:classify | {"examples":[{"x":2.0}]} and more | {"results": [[["", 1.0], ["", 2.0], ["", 3.0]]]}
                    half:classify | {"signature_name":"classify_bytes","examples":[{}],"context":{"a":1}} | {"results": [[["0a0c0a0a0a016112051a030a0101", 0.0]]]}
                    """)
    void resultsAreUpstreams(String call, String body, String answer) {
        assertThat(post(call, body).replaceAll("\\s+", ""))
                .isEqualTo(answer.replaceAll("\\s+", ""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    half:regress  | {"signature_name":"foo","examples":[{}]} | 400 | No signature was found with the name: foo
                    half:regress  | {"signature_name":"regress_x_to_y","examples":[{"y":1.0}]} | 400 | Feature: x is required
                    half:regress  | {"signature_name":"regress_one","examples":[{"x":1.0},{"x":2.0}]} | 400 | Input batch size did not match output batch size: 2 vs. 1
                    half:regress  | {"signature_name":"classify_labels","examples":[{"x":1.0}]} | 400 | Expected one output Tensor.
                    half:regress  | {"examples":[{"x":null}]} | 400 | Feature: x has element with unexpected JSON type: Null
                    half/versions/9:regress | {"examples":[{"x":1.0}]} | 404 | Servable not found for request: Specific(half, 9)
                    none:classify | {"examples":[{"x":1.0}]} | 404 | Servable not found for request: Latest(none)
                    none:classify | {"examples":[5]} | 400 | Example must be JSON object but got JSON Number
                    half/labels/new:classify | {"examples":[{"x":1.0}]} | 400 | Unrecognized servable version label: new
                    """)
    void mistakesHaveUpstreamsWordsAndStatus(String call, String body, int status, String text) {
        HttpResponse<String> response = server.post("/v1/models/" + call, body);

        assertThat(response.body()).isEqualTo("{\n    \"error\": \"" + text + "\"\n}");
        assertThat(response.statusCode()).isEqualTo(status);
    }

    @Test
    void methodNamesAreCheckedWhenTheOperatorWantsIt() {
        try (Server strict = new Server(models, Map.of("signature_method_name_check", "true"))) {
            assertThat(strict.post("/v1/models/half:classify", "{\"examples\":[{}]}").body())
                    .contains(
                            "Expected classification signature method_name to be"
                                    + " tensorflow/serving/classify. Was:"
                                    + " tensorflow/serving/predict");
            assertThat(
                            strict.post(
                                            "/v1/models/half:regress",
                                            "{\"signature_name\":\"regress_x_to_y\","
                                                    + "\"examples\":[{\"x\":2.0}]}")
                                    .body())
                    .contains("[3.0]");
        }
    }

    @Test
    void manyExamplesAreAnsweredInOrder() {
        StringBuilder body =
                new StringBuilder("{\"signature_name\":\"regress_x_to_y\",\"examples\":[");
        StringBuilder wanted = new StringBuilder("{\"results\":[");
        for (int i = 0; i < 5000; i++) {
            body.append(i == 0 ? "" : ",").append("{\"x\":").append(2 * i).append(".0}");
            wanted.append(i == 0 ? "" : ",").append(i + 2).append(".0");
        }

        assertThat(post("half:regress", body.append("]}").toString()).replaceAll("\\s+", ""))
                .isEqualTo(wanted.append("]}").toString());
    }

    private static String post(String call, String body) {
        HttpResponse<String> response = server.post("/v1/models/" + call, body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return response.body();
    }
}
