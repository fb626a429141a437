package io.inferry.protocol.openinference.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetadataTest extends RestServerTest {
    private static final int LOOKS_MAX = 10_000;

    @Test
    void healthAnswersWhatEveryClientLooksFor() throws Exception {
        for (String path : new String[] {"/v2/health/live", "/v2/health/ready"}) {
            assertThat(caller().json(caller().get(path)).toString())
                    .isEqualTo("{\"live\":true,\"ready\":true}");
        }
    }

    @Test
    void serverSaysWhatItIs() throws Exception {
        for (String path : new String[] {"/v2", "/v2/"}) {
            JsonNode server = caller().json(caller().get(path));

            assertThat(server.path("name").asText()).isEqualTo("inferry");
            assertThat(server.path("version").asText()).isNotEmpty();
            assertThat(server.path("extensions"))
                    .extracting(JsonNode::asText)
                    .contains("binary_tensor_data");
        }
    }

    @Test
    void modelSaysWhatItTakesAndAnswers() throws Exception {
        JsonNode model = caller().json(caller().get("/v2/models/digits/versions/2"));

        assertThat(model.path("name").asText()).isEqualTo("digits");
        assertThat(model.path("versions")).extracting(JsonNode::asText).contains("2");
        assertThat(model.path("platform").asText()).isEqualTo("onnxruntime_onnx");
        assertThat(model.path("inputs").toString())
                .isEqualTo("[{\"name\":\"x\",\"datatype\":\"FP32\",\"shape\":[-1,64]}]");
        assertThat(model.path("outputs").path(0).path("name").asText()).isEqualTo("probabilities");
    }

    @Test
    void aModelWithoutTheDefaultSignatureSaysWhichItHas() throws Exception {
        assertThat(caller().error(400, caller().get("/v2/models/other")))
                .isEqualTo("model other/1 has no signature 'serving_default': it has [transform]");
        assertThat(
                        caller().error(
                                        404,
                                        caller().infer(
                                                        "other",
                                                        request(
                                                                input(
                                                                        "[1,1]",
                                                                        "FP32",
                                                                        "\"data\": [1]")))))
                .contains("no signature 'serving_default', it has [transform]");
    }

    @Test
    void modelsAreListed() throws Exception {
        JsonNode models = caller().json(caller().get("/v2/models")).path("models");

        assertThat(models)
                .extracting(model -> model.path("name").asText())
                .contains("digits", "strings", "echo_STRING");
        assertThat(models)
                .filteredOn(model -> model.path("name").asText().equals("digits"))
                .allMatch(model -> model.path("ready").asBoolean());
    }

    @Test
    void modelIsReadyOrUnknown() throws Exception {
        assertThat(caller().json(caller().get("/v2/models/digits/ready")).toString())
                .isEqualTo("{\"name\":\"digits\",\"ready\":true}");
        assertThat(caller().error(404, caller().get("/v2/models/nobody/ready")))
                .isEqualTo("Request for unknown model: 'nobody' is not found");
        assertThat(caller().error(404, caller().get("/v2/models/digits/versions/9/ready")))
                .isEqualTo("Request for unknown model: 'digits' version 9 is not found");
        assertThat(caller().error(404, caller().get("/v2/models/nobody"))).contains("'nobody'");
    }

    @Test
    void unloadedModelIsNotReady() throws Exception {
        server().serving().management().unload("leaving");

        var response = caller().get("/v2/models/leaving/ready");
        for (int i = 0; i < LOOKS_MAX && response.statusCode() == 200; i++) {
            response = caller().get("/v2/models/leaving/ready");
        }

        assertThat(response.statusCode()).isIn(503, 404);
        assertThat(caller().get("/v2/models/leaving").statusCode()).isIn(503, 404);
    }

    @ParameterizedTest
    @CsvSource({
        "DELETE, /v2, GET",
        "POST, /v2/health/live, GET",
        "POST, /v2/models/digits, GET",
        "PUT, /v2/models/digits/ready, GET",
        "GET, /v2/models/digits/infer, POST"
    })
    void wrongVerbIsRefused(String verb, String path, String allowed) throws Exception {
        var response =
                caller().send(
                                caller().request(path)
                                        .method(verb, HttpRequest.BodyPublishers.noBody()));

        assertThat(caller().error(405, response)).startsWith("Method Not Allowed");
        assertThat(response.headers().firstValue("Allow")).contains(allowed);
    }

    @Test
    void unknownRouteIsNotFound() throws Exception {
        assertThat(caller().error(404, caller().get("/v2/nope"))).startsWith("Not Found");
        assertThat(caller().error(404, caller().get("/"))).startsWith("Not Found");
    }
}
