package io.inferry.protocol.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.inferry.api.inference.Answer;
import io.inferry.api.inference.Call;
import io.inferry.api.inference.Exchange;
import io.inferry.api.inference.InferenceRequest;
import io.inferry.api.inference.Reply;
import io.inferry.api.model.ModelRef;
import io.inferry.api.model.VersionChoice;
import io.inferry.api.traffic.ExperimentTraffic;
import io.inferry.api.traffic.RequestField;
import io.inferry.api.traffic.Share;
import io.inferry.api.traffic.TrafficSplit;
import io.inferry.contracts.Fixtures;
import io.inferry.contracts.Golden;
import io.inferry.contracts.ProtocolServer;
import io.inferry.transport.listen.ListenLimits;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrafficRoutesTest {
    private static final String TRAFFIC = "/api/models/digits/traffic";
    private static final String BETA =
            """
            rules:
              - name: beta
                match: [{headers: {x-user-type: beta}}]
                route: [{version: 2}]
            route: [{version: 1, weight: 100}, {version: 2, weight: 0}]
            """;

    @TempDir private Path models;

    private final HttpClient http = HttpClient.newHttpClient();
    private ProtocolServer server;

    @BeforeEach
    void start() throws IOException {
        Fixtures.copyVersion(Fixtures.DIGITS_KERAS, models, "digits", 1);
        Fixtures.copyVersion(Fixtures.DIGITS_KERAS, models, "digits", 2);
        Fixtures.copyVersion(Fixtures.DIGITS_KERAS, models, "plain", 1);
        Files.writeString(
                models.resolve("digits/model.yaml"),
                "versions: all\ntraffic: {route: [{version: 1}]}\n");
        server = ProtocolServer.start(models, new AdminProtocol(), ListenLimits.STANDARD);
    }

    @AfterEach
    void stop() {
        server.close();
        http.close();
    }

    @Test
    void thePlanOfTheSettingsIsShownAndHolds() throws Exception {
        JsonNode page = json(send("GET", TRAFFIC, ""), 200);

        assertThat(page.path("model").asText()).isEqualTo("digits");
        assertThat(page.path("source").asText()).isEqualTo("settings");
        assertThat(page.path("plan").path("route").path(0).path("version").asLong()).isEqualTo(1);
        assertThat(answering("beta")).isEqualTo(1);
    }

    @Test
    void requestsGoWhereAnOperatorsPlanSaysUntilItIsTakenBack() throws Exception {
        JsonNode set = json(send("PUT", TRAFFIC, BETA), 200);
        assertThat(set.path("source").asText()).isEqualTo("act");
        assertThat(answering("beta")).isEqualTo(2);
        assertThat(answering("alpha")).isEqualTo(1);

        String everybody = "{\"route\": [{\"version\": 2}]}";
        assertThat(send("PUT", TRAFFIC, everybody).statusCode()).isEqualTo(200);
        assertThat(answering("alpha")).isEqualTo(2);

        JsonNode cleared = json(send("DELETE", TRAFFIC, ""), 200);
        assertThat(cleared.path("source").asText()).isEqualTo("settings");
        assertThat(answering("beta")).isEqualTo(1);
    }

    @Test
    void whatIsShownCanBeSetAgain() throws Exception {
        JsonNode plan = json(send("PUT", TRAFFIC, BETA), 200).path("plan");

        assertThat(json(send("PUT", TRAFFIC, plan.toString()), 200).path("plan")).isEqualTo(plan);
    }

    @Test
    void theModelsPageShowsItToo() throws Exception {
        send("PUT", TRAFFIC, BETA);

        JsonNode traffic = json(send("GET", "/api/models/digits", ""), 200).path("traffic");
        assertThat(traffic.path("source").asText()).isEqualTo("act");
        assertThat(traffic.path("plan").path("rules").path(0).path("name").asText())
                .isEqualTo("beta");
        assertThat(json(send("GET", "/api/models/plain", ""), 200).has("traffic")).isFalse();
        assertThat(json(send("GET", "/api/models/plain/traffic", ""), 200).size()).isEqualTo(1);
    }

    @Test
    void aRunningExperimentIsShownBesideThePlan() throws Exception {
        var split =
                new TrafficSplit(
                        List.of(
                                new Share(new VersionChoice.Exact(1), 99),
                                new Share(new VersionChoice.Exact(2), 1)));
        server.serving()
                .management()
                .traffic()
                .experiment(
                        "digits",
                        new ExperimentTraffic(
                                "digits-v2",
                                split,
                                Optional.empty(),
                                Optional.of(RequestField.header("x-user")),
                                List.of()));

        JsonNode experiment = json(send("GET", TRAFFIC, ""), 200).path("experiment");
        assertThat(experiment.path("name").asText()).isEqualTo("digits-v2");
        assertThat(experiment.path("chooses").asText()).isEqualTo("by weight");
        assertThat(experiment.path("route").path(1).path("weight").asInt()).isEqualTo(1);
        assertThat(experiment.path("sticky").path("header").asText()).isEqualTo("x-user");
    }

    @Test
    void aPlanThatIsNotSoundIsRefusedWithEveryProblemAndChangesNothing() throws Exception {
        String message =
                error(send("PUT", TRAFFIC, "route: [{version: 1, weight: 9}]\nstick: a\n"), 400);

        assertThat(message)
                .contains("the body has 2 problems")
                .contains("the body:1: route: weights must sum to 100")
                .contains("the body:2: stick is not known; the nearest key is sticky");
        assertThat(error(send("PUT", TRAFFIC, ""), 400)).contains("the body is empty");
        assertThat(json(send("GET", TRAFFIC, ""), 200).path("source").asText())
                .isEqualTo("settings");
    }

    @Test
    void versionsThatAreNotAvailableAreNamed() throws Exception {
        String message =
                error(
                        send(
                                "PUT",
                                TRAFFIC,
                                "{route: [{version: 7, weight: 50}, {label: x, weight: 50}]}"),
                        404);

        assertThat(message).contains("version 7").contains("label x");
    }

    @Test
    void anUnknownModelHasNoTraffic() throws Exception {
        for (String method : List.of("GET", "PUT", "DELETE")) {
            assertThat(error(send(method, "/api/models/nobody/traffic", BETA), 404))
                    .contains("nobody");
        }
    }

    private long answering(String userType) {
        Exchange exchange =
                Exchange.begin("test")
                        .saying(field ->
                                field.equals(RequestField.header("x-user-type"))
                                        ? Optional.of(userType)
                                        : Optional.empty());
        var memory = server.serving().inference().memory();
        Call call = server.serving().inference().open(ModelRef.latest("digits"), exchange);
        var reply = new CompletableFuture<Reply>();
        var inputs = Golden.read("digits_keras").first().inputTensors(memory);
        call.run(InferenceRequest.of("serving_default", inputs), reply::complete);
        try (Answer answer = (Answer) reply.join()) {
            assertThat(answer.outputs()).isNotEmpty();
        }
        return exchange.model().orElseThrow().version();
    }

    private static JsonNode json(HttpResponse<String> response, int status) throws IOException {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        return new ObjectMapper().readTree(response.body());
    }

    private static String error(HttpResponse<String> response, int status) throws IOException {
        return json(response, status).path("error").path("message").asText();
    }

    private HttpResponse<String> send(String method, String target, String body)
            throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + server.port("admin") + target);
        return http.send(
                HttpRequest.newBuilder(uri)
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
