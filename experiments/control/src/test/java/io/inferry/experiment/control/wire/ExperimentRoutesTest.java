package io.inferry.experiment.control.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.inferry.transport.Protocol;
import io.inferry.transport.ProtocolContext;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExperimentRoutesTest {
    private static final String ALL = "/api/experiments";
    private static final String ONE = ALL + "/digits-v2";
    private static final String CANARY =
            """
            name: digits-v2
            model: digits
            kind: canary
            control: 1
            arms: [{target: 2}]
            steps: [50, 100]
            """;
    private static final String BANDIT =
            """
            {"name": "digits-v2", "model": "digits", "kind": "bandit", "control": 1,
             "arms": [{"target": 2}], "bandit": {"algorithm": "thompson"}}
            """;

    @TempDir private Path models;

    private WireServer server;

    @BeforeEach
    void start() throws IOException {
        server = new WireServer(models);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void anExperimentIsStartedSeenPromotedAndForgotten() throws Exception {
        JsonNode started = ok(server.post(ALL, CANARY), 201);
        assertThat(started.path("name").asText()).isEqualTo("digits-v2");
        assertThat(started.path("state").asText()).isEqualTo("RUNNING");
        assertThat(started.path("steps").asInt()).isEqualTo(2);
        assertThat(started.path("arms")).hasSize(2);
        assertThat(started.path("started").asText()).matches("\\d{4}-.*Z");

        assertThat(ok(server.get(ALL), 200).path("experiments")).hasSize(1);
        assertThat(ok(server.get(ONE), 200).path("model").asText()).isEqualTo("digits");
        assertThat(ok(server.get(ONE + "/decisions"), 200).path("decisions").path(0).path("act"))
                .isEqualTo(json("\"START\""));
        assertThat(ok(server.get(ONE + "/report"), 200).path("arms")).hasSize(2);
        assertThat(ok(server.get(ONE + "/offenders"), 200).path("offenders")).isEmpty();

        JsonNode promoted = ok(server.post(ONE + "/promote", "{\"target\": 2}"), 200);
        assertThat(promoted.path("state").asText()).isEqualTo("PROMOTED");
        JsonNode back = ok(server.post(ONE + "/rollback", "{\"reason\": \"no\"}"), 200);
        assertThat(back.path("state").asText()).isEqualTo("ROLLED_BACK");
        assertThat(ok(server.post(ONE + "/stop", ""), 200).path("state").asText())
                .isEqualTo("STOPPED");
        ok(server.send("DELETE", ONE, ""), 200);
        assertThat(ok(server.get(ALL), 200).path("experiments")).isEmpty();
    }

    @Test
    void aBanditTellsWhatOtherPoliciesWouldHaveEarned() throws Exception {
        ok(server.post(ALL, BANDIT), 201);
        for (int i = 0; i < 20; i++) {
            String record = "{\"id\": \"%s\", \"reward\": %d}".formatted(server.answered(), i % 2);
            ok(server.post("/api/feedback", record), 200);
        }

        JsonNode policies = ok(server.get(ONE + "/policies"), 200).path("policies");
        assertThat(policies.valueStream().map(each -> each.path("policy").asText()))
                .containsExactly(
                        "the bandit",
                        "always version 1",
                        "always version 2",
                        "uniform",
                        "greedy linear");
        assertThat(policies.path(0).path("samples").asInt()).isEqualTo(20);
        assertThat(policies.path(0).path("inverse_propensity").asDouble()).isEqualTo(0.5);
    }

    @Test
    void mistakesAreAnsweredWithCodeAndMessage() throws Exception {
        assertThat(error(server.get(ALL + "/nobody"), 404)).contains("nobody");
        assertThat(error(server.get(ALL + "/nobody/report"), 404)).contains("nobody");
        assertThat(error(server.post(ALL + "/nobody/promote", ""), 404)).contains("nobody");
        assertThat(error(server.post(ALL, ""), 400)).contains("empty");
        assertThat(error(server.post(ALL, "{"), 400)).isNotEmpty();
        assertThat(error(server.post(ALL, "kind: canary"), 400)).contains("name");
        assertThat(error(server.post(ALL, " ".repeat(300_000)), 413)).contains("262144");
        ok(server.post(ALL, CANARY), 201);
        assertThat(error(server.post(ALL, CANARY), 409)).contains("digits-v2");
        assertThat(error(server.get(ONE + "/policies"), 409)).contains("bandit");
        assertThat(error(server.post(ONE + "/promote", "[]"), 400)).contains("target");
        assertThat(error(server.post(ONE + "/promote", "{\"to\": 2}"), 400)).contains("'to'");
        assertThat(error(server.post(ONE + "/promote", "{\"target\": 9}"), 409)).contains("9");
        assertThat(error(server.post(ONE + "/rollback", "\u0000\u0000\u0000{"), 400))
                .contains("not JSON");
    }

    @Test
    void anotherMethodIsRefusedAndSaysWhichThereAre() throws Exception {
        HttpResponse<String> put = server.send("PUT", ALL, "");
        assertThat(error(put, 405)).contains("allowed: GET, POST");
        assertThat(put.headers().firstValue("Allow")).contains("GET, POST");
        assertThat(server.send("OPTIONS", ONE, "").headers().firstValue("Allow"))
                .contains("DELETE, GET");
        assertThat(error(server.get("/api/feedback"), 405)).contains("POST");

        HttpResponse<String> head = server.send("HEAD", ALL, "");
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
    }

    @Test
    void whatIsNotThereIsLeftToOthers() throws Exception {
        for (String path :
                List.of("/api", ALL + "/", ALL + "/a/b", ALL + "//report", "/inferry/feedback")) {
            assertThat(error(server.get(path), 404)).contains(path);
        }
        HttpResponse<String> elsewhere =
                server.send("openinference_rest", "GET", ALL, BodyPublishers.noBody());
        assertThat(elsewhere.statusCode()).isEqualTo(404);
    }

    @Test
    void theOpenApiDocumentHasEveryRouteAndNoOther() throws Exception {
        TreeSet<String> documented = new TreeSet<>();
        ok(server.get(ALL + "/openapi.json"), 200)
                .path("paths")
                .properties()
                .forEach(path ->
                        path.getValue()
                                .properties()
                                .forEach(method ->
                                        documented.add(
                                                method.getKey().toUpperCase(Locale.ROOT)
                                                        + " "
                                                        + path.getKey())));
        Routes routes = new Routes(server.experiments());
        TreeSet<String> offered = new TreeSet<>();
        Stream.concat(routes.ofOperators().stream(), routes.ofCallers().stream())
                .forEach(route -> offered.add(route.method() + " " + route.template()));

        assertThat(documented).isEqualTo(offered);
    }

    @Test
    void everyFieldOfAnExperimentIsInTheOpenApiDocument() throws Exception {
        JsonNode document = ok(server.get(ALL + "/openapi.json"), 200);
        JsonNode schemas = document.path("components").path("schemas");
        JsonNode started = ok(server.post(ALL, CANARY), 201);

        assertThat(schemas.path("Experiment").path("properties").propertyStream().toList())
                .extracting(Map.Entry::getKey)
                .containsAll(started.propertyStream().map(Map.Entry::getKey).toList());
        assertThat(schemas.path("Arm").path("properties").propertyStream().toList())
                .extracting(Map.Entry::getKey)
                .containsExactlyElementsOf(
                        started.path("arms")
                                .path(0)
                                .propertyStream()
                                .map(Map.Entry::getKey)
                                .toList());
    }

    @Test
    void aServerWithoutExperimentsIsOfferedNothingAndOptionsAreRefused() {
        ProtocolContext full = server.context(Map.of());
        ProtocolContext none =
                new ProtocolContext(full.inference(), full.management(), List.of(), Map.of());

        assertThat(new ExperimentsProtocol().endpoints(none)).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new ExperimentsProtocol().endpoints(server.context(Map.of("a", "b"))))
                .withMessageContaining("[a]");
        assertThat(ServiceLoader.load(Protocol.class))
                .anyMatch(ExperimentsProtocol.class::isInstance);
    }

    private static JsonNode json(String text) throws IOException {
        return new ObjectMapper().readTree(text);
    }

    private static JsonNode ok(HttpResponse<String> response, int status) throws IOException {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        return WireServer.json(response);
    }

    private static String error(HttpResponse<String> response, int status) throws IOException {
        JsonNode error = ok(response, status).path("error");
        assertThat(error.path("code").asText()).isNotEmpty();
        return error.path("message").asText();
    }
}
