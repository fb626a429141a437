package io.inferry.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * TensorFlow Serving's own test of its binary, by an independent client: one server with its own
 * test models, started with its own flags.
 */
class TensorFlowModelServerIT {
    @TempDir private static Path folder;

    private static TensorFlowServer server;

    @BeforeAll
    static void start() throws Exception {
        Path models =
                Files.writeString(
                        folder.resolve("models.config"),
                        "model_config_list {\n"
                                + config("tf1", "saved_model_half_plus_two_cpu")
                                + config("tf2", "saved_model_half_plus_two_tf2_cpu")
                                + config("three", "saved_model_half_plus_three")
                                + config("counter", "saved_model_counter")
                                + config("strings", "strings_tf")
                                + config("bad", "nowhere")
                                + "}\n");
        Path monitoring =
                Files.writeString(
                        folder.resolve("monitoring.config"),
                        "prometheus_config { enable: true path: \"/monitoring/prometheus/metrics\" }");
        server =
                TensorFlowServer.start(
                        folder,
                        "--model_config_file=" + models,
                        "--monitoring_config_file=" + monitoring,
                        "--grpc_channel_arguments=grpc.lb_policy_name=grpclb",
                        "--max_num_load_retries=0",
                        "--load_retry_interval_micros=-1");
    }

    private static String config(String name, String model) {
        return "config { name: \"%s\" base_path: \"%s\" model_platform: \"tensorflow\" }\n"
                .formatted(name, SavedModels.of(model));
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void statusMetadataAndPredictionsOverGrpc() throws Exception {
        List<String> answers =
                server.call(
                        "status tf1 -- metadata tf1 -- predict tf1 serving_default x=2.0"
                                .concat(" -- predict tf1 serving_default x=2.0 y")
                                .concat(" -- predict tf1@123 regress_x_to_y inputs=2.0")
                                .concat(" -- predict three serving_default x=2.0,6.0")
                                .split(" "));

        assertThat(answers.get(0))
                .isEqualTo("model_version_status { version: 123 state: AVAILABLE status { } }");
        assertThat(answers.get(1)).contains("name: \"tf1\"", "value: 123", "signature_def");
        for (String answer : answers.subList(2, 4)) {
            assertThat(answer)
                    .contains("float_val: 3.0")
                    .contains("signature_name: \"serving_default\"")
                    .contains("version { value: 123 }")
                    .doesNotContain("tensor_content");
        }
        assertThat(answers.get(4))
                .contains("INVALID_ARGUMENT: Expects arg[0] to be string but float is provided");
        assertThat(answers.get(5)).contains("float_val: 4.0 float_val: 6.0");
    }

    @Test
    void classifyRegressAndBothAtOnceOverGrpc() throws Exception {
        for (String model : List.of("tf1", "tf2")) {
            List<String> answers =
                    server.call(
                            ("classify %1$s classify_x_to_y x=2.0"
                                            + " -- regress %1$s regress_x_to_y x=2.0"
                                            + " -- regress %1$s nothing x=2.0")
                                    .formatted(model)
                                    .split(" "));

            assertThat(answers.get(0))
                    .contains("classifications { classes { score: 3.0 } }")
                    .contains("signature_name: \"classify_x_to_y\"");
            assertThat(answers.get(1)).contains("regressions { value: 3.0 }");
            assertThat(answers.get(2))
                    .isEqualTo("INVALID_ARGUMENT: No signature was found with the name: nothing");
        }
    }

    @Test
    void multiInferenceAsksSeveralHeads() throws Exception {
        String regress = "regress_x_to_y:tensorflow/serving/regress";
        List<String> answers =
                server.call(
                        "multi",
                        "tf1",
                        "x=2.0",
                        regress,
                        "classify_x_to_y:tensorflow/serving/classify",
                        "--",
                        "multi",
                        "tf1",
                        "x=2.0",
                        regress,
                        regress);

        assertThat(answers.get(0))
                .containsSubsequence("regressions { value: 3.0 }", "classes { score: 3.0 }");
        assertThat(answers.get(1)).contains("Duplicate evaluation of signature: regress_x_to_y");
    }

    @Test
    void restSpeaksAsUpstreamsTestExpects() throws Exception {
        assertThat(server.post("/v1/models/tf1:predict", "{\"instances\": [2.0, 3.0, 4.0]}").body())
                .isEqualTo("{\n    \"predictions\": [3.0, 3.5, 4.0\n    ]\n}");
        assertThat(server.post("/v1/models/tf1:predict", "{\"inputs\": [2.0, 3.0, 4.0]}").body())
                .isEqualTo(
                        "{\n    \"outputs\": [\n        3.0,\n        3.5,\n        4.0\n    ]\n}");
        assertThat(
                        server.post(
                                        "/v1/models/tf1:classify",
                                        "{\"signature_name\":\"classify_x_to_y\",\"examples\":[{\"x\":2.0}]}")
                                .body()
                                .replaceAll("\\s+", ""))
                .isEqualTo("{\"results\":[[[\"\",3.0]]]}");
        assertThat(
                        server.post(
                                        "/v1/models/tf2/versions/123:regress",
                                        "{\"signature_name\":\"regress_x_to_y\",\"examples\":[{\"x\":2.0},{\"x\":80.0}]}")
                                .body()
                                .replaceAll("\\s+", ""))
                .isEqualTo("{\"results\":[3.0,42.0]}");
    }

    @Test
    void theExamplesOfTheDocumentationAnswer() throws Exception {
        assertThat(
                        server.post("/v1/models/tf1:predict", "{\"instances\": [1.0, 2.0, 5.0]}")
                                .body()
                                .replaceAll("\\s+", ""))
                .isEqualTo("{\"predictions\":[2.5,3.0,4.5]}");
        assertThat(
                        server.post("/v1/models/three:predict", "{\"instances\": [1.0, 2.0, 5.0]}")
                                .body()
                                .replaceAll("\\s+", ""))
                .isEqualTo("{\"predictions\":[3.5,4.0,5.5]}");
        assertThat(
                        server.post(
                                        "/v1/models/three:regress",
                                        "{\"signature_name\": \"tensorflow/serving/regress\","
                                                + " \"examples\": [{\"x\": 1.0}, {\"x\": 2.0}]}")
                                .body()
                                .replaceAll("\\s+", ""))
                .isEqualTo("{\"results\":[3.5,4.0]}");
        assertThat(server.post("/v1/models/half:predict", "{\"instances\": [1.0]}").body())
                .contains("Servable not found for request: Latest(half)");
    }

    @Test
    void metadataIsTheFileThatUpstreamExpects() throws Exception {
        String expected =
                Files.readString(SavedModels.of("half_plus_two_model_metadata.json"))
                        .replace("\"default\"", "\"tf1\"");

        assertThat(SortedJson.of(server.get("/v1/models/tf1/metadata").body()))
                .isEqualTo(SortedJson.of(expected));
    }

    @Test
    void aStatefulModelWithoutInputsCountsOverGrpc() throws Exception {
        List<String> answers =
                server.call(
                        "predict counter reset_counter -- predict counter incr_counter"
                                .concat(" -- predict counter incr_counter_by delta:=2.5")
                                .concat(" -- predict counter get_counter")
                                .split(" "));

        assertThat(answers.get(0)).contains("float_val: 0.0");
        assertThat(answers.get(1)).contains("float_val: 1.0");
        assertThat(answers.get(2)).contains("float_val: 3.5");
        assertThat(answers.get(3)).contains("float_val: 3.5");
        assertThat(
                        server.post(
                                        "/v1/models/counter:predict",
                                        "{\"signature_name\": \"get_counter\", \"instances\": [1]}")
                                .body())
                .contains("Failed to get input map for signature: get_counter");
    }

    @Test
    void bytesComeBackAsBase64WhereTheAliasSaysSo() throws Exception {
        String answer =
                server.post(
                                "/v1/models/strings:predict",
                                "{\"signature_name\": \"raw\", \"instances\": [{\"b64\": \"AP/+\"}]}")
                        .body();

        assertThat(answer).contains("\"b64\": \"AP/+\"");
    }

    @Test
    void oneModelThatCannotLoadLeavesTheOthersAlone() throws Exception {
        assertThat(server.get("/v1/models/tf1").body()).contains("AVAILABLE");
        assertThat(server.call("status", "bad").getFirst())
                .isEqualTo("NOT_FOUND: Could not find any versions of model bad");
        assertThat(server.call("predict", "bad", "serving_default", "x=1").getFirst())
                .isEqualTo("NOT_FOUND: Servable not found for request: Latest(bad)");
    }

    @Test
    void wrongQuestionsGetUpstreamsWords() throws Exception {
        List<String> answers =
                server.call(
                        "predict tf1 serving_default -- predict tf1 serving_default z=1.0"
                                .concat(" -- predict tf1 foo x=1.0")
                                .concat(" -- predict tf1 serving_default x=1.0 q")
                                .concat(" -- predict tf1 serving_default x=1.0 y y")
                                .concat(" -- predict tf1@99 serving_default x=1.0")
                                .concat(" -- status tf1@99")
                                .split(" "));

        assertThat(answers)
                .containsExactly(
                        "INVALID_ARGUMENT: input size does not match signature: 0!=1 len({}) !="
                                + " len({x}). Sent extra: {}. Missing but required: {x}.",
                        "INVALID_ARGUMENT: Signature input alias: x(feed name: x:0) not found in"
                                + " request and no default value provided. Inputs expected to be in"
                                + " the request {z}, or default input alias set:",
                        "FAILED_PRECONDITION: Serving signature key \"foo\" not found.",
                        "INVALID_ARGUMENT: output tensor alias not found in signature: q Outputs"
                                + " expected to be in the set {y}.",
                        "INVALID_ARGUMENT: duplicate output tensor alias: y",
                        "NOT_FOUND: Servable not found for request: Specific(tf1, 99)",
                        "NOT_FOUND: Could not find version 99 of model tf1");
    }

    @Test
    void onePageHasUpstreamsMetricsAndOurs() throws Exception {
        server.post("/v1/models/tf1:predict", "{\"instances\": [2.0]}");

        var page = server.get("/monitoring/prometheus/metrics");

        assertThat(page.headers().firstValue("Content-Type").orElseThrow())
                .startsWith("text/plain");
        assertThat(page.body())
                .contains("# TYPE :tensorflow:serving:request_count counter")
                .containsPattern(
                        ":tensorflow:serving:request_count\\{model_name=\"tf1\",status=\"OK\"\\} [1-9]")
                .contains("inferry_");
        assertThat(server.get("/monitoring/prometheus/metrics?x=1").statusCode()).isEqualTo(400);
    }
}
