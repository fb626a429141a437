package io.inferry.protocol.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.inferry.api.management.VersionState;
import io.inferry.contracts.Fixtures;
import io.inferry.contracts.ProtocolServer;
import io.inferry.contracts.Waiting;
import io.inferry.core.Serving;
import io.inferry.transport.ProtocolContext;
import io.inferry.transport.listen.ListenLimits;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdminProtocolTest {
    @TempDir private Path models;

    private final HttpClient http = HttpClient.newHttpClient();
    private ProtocolServer server;

    @BeforeEach
    void start() throws IOException {
        Fixtures.copyVersion(Fixtures.DIGITS_KERAS, models, "digits", 1);
        Fixtures.copyVersion(Fixtures.DIGITS_KERAS, models, "digits", 2);
        Files.write(
                Files.createDirectories(models.resolve("broken/1")).resolve("model.onnx"),
                new byte[] {8, 1});
        server = ProtocolServer.start(models, new AdminProtocol(), ListenLimits.STANDARD);
    }

    @AfterEach
    void stop() {
        server.close();
        http.close();
    }

    @Test
    void everyModelIsListedWithStateReasonAndHistory() throws Exception {
        JsonNode page = json(get("/api/models"));

        JsonNode digits = version(named(page, "digits"), 2);
        assertThat(digits.path("state").asText()).isEqualTo("AVAILABLE");
        assertThat(digits.path("history"))
                .map(step -> step.path("state").asText())
                .containsExactly("NEW", "LOADING", "WARMING", "AVAILABLE");
        JsonNode broken = version(named(page, "broken"), 1);
        assertThat(broken.path("state").asText()).isEqualTo("FAILED");
        assertThat(broken.path("error").asText()).isEqualTo("INVALID_MODEL");
        assertThat(broken.path("reason").asText()).contains("model.onnx");
        assertThat(page.path("queues").path(0).path("model").asText()).isEqualTo("digits");
        assertThat(page.path("model_bytes").asLong()).isPositive();
    }

    @Test
    void readinessSaysWhyNotUntilEverythingIs() throws Exception {
        HttpResponse<String> notReady = get("/readyz");
        assertThat(notReady.statusCode()).isEqualTo(503);
        assertThat(json(notReady).path("reasons").path(0).asText()).contains("broken");

        post("/api/models/broken/unload");

        Waiting.STANDARD.until("readiness", () -> status("/readyz") == 200);
        assertThat(get("/livez").statusCode()).isEqualTo(200);
    }

    @Test
    void unloadAndLoadMoveAModelOutAndIn() throws Exception {
        assertThat(post("/api/models/digits/unload").statusCode()).isEqualTo(200);
        awaitState(2, VersionState.UNLOADED);

        assertThat(post("/api/models/digits/load").statusCode()).isEqualTo(200);
        awaitState(2, VersionState.AVAILABLE);
    }

    @Test
    void rollbackSaysWhichVersionWillAnswer() throws Exception {
        JsonNode answer = json(post("/api/models/digits/rollback"));

        assertThat(answer.path("answering").asLong()).isEqualTo(1);
        awaitState(1, VersionState.AVAILABLE);
        awaitState(2, VersionState.UNLOADED);
    }

    @Test
    void labelsAreSetMovedAndRemoved() throws Exception {
        HttpResponse<String> set =
                send("PUT", "/api/models/digits/labels/stable", "{\"version\": 2}");
        assertThat(set.statusCode()).as(set.body()).isEqualTo(200);
        assertThat(json(set).path("labels").path("stable").asLong()).isEqualTo(2);

        HttpResponse<String> unavailable =
                send("PUT", "/api/models/digits/labels/old", "{\"version\": 9}");
        assertThat(unavailable.statusCode()).isEqualTo(404);

        assertThat(json(send("DELETE", "/api/models/digits/labels/stable", "")).path("labels"))
                .isEmpty();
        assertThat(send("DELETE", "/api/models/digits/labels/stable", "").statusCode())
                .isEqualTo(404);
    }

    @Test
    void aFailedVersionIsTriedAgainAtOnceAndASoundOneIsNot() throws Exception {
        Fixtures.copyModel(Fixtures.DIGITS_KERAS, models.resolve("broken/1/model.onnx"));
        assertThat(post("/api/models/broken/versions/1/retry").statusCode()).isEqualTo(200);
        HttpResponse<String> sound = post("/api/models/digits/versions/2/retry");

        assertThat(sound.statusCode()).isEqualTo(409);
        assertThat(json(sound).path("error").path("message").asText()).contains("AVAILABLE");
    }

    @Test
    void mistakesAreAnsweredWithCodeAndMessage() throws Exception {
        assertThat(error(get("/api/models/nobody"), 404)).contains("nobody");
        assertThat(error(post("/api/models/nobody/load"), 404)).contains("nobody");
        assertThat(error(post("/api/models/digits/versions/one/retry"), 400)).contains("'one'");
        assertThat(error(send("PUT", "/api/models/digits/labels/x", "{\"version\": \"2\"}"), 400))
                .contains("{\"version\": N}");
        assertThat(error(send("PUT", "/api/models/digits/labels/x", "{"), 400))
                .contains("not JSON");
        assertThat(error(send("PUT", "/api/models/digits/labels/x", ""), 400)).contains("empty");
        assertThat(error(send("DELETE", "/api/models", ""), 405)).contains("allowed: GET");
        assertThat(error(get("/elsewhere"), 404)).contains("/elsewhere");
        assertThat(error(get("/metrics"), 501)).contains("metrics");
    }

    @Test
    void theOpenApiDocumentHasEveryRouteAndNoOther() throws Exception {
        TreeSet<String> documented = new TreeSet<>();
        json(get("/openapi.json"))
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
        TreeSet<String> offered = new TreeSet<>();
        Routes.all(context(Map.of()))
                .forEach(route -> offered.add(route.method() + " " + route.template()));

        assertThat(documented).isEqualTo(offered);
    }

    @Test
    void anOptionThatIsNotThereIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AdminProtocol().endpoints(context(Map.of("colour", "blue"))))
                .withMessageContaining("colour");
    }

    private ProtocolContext context(Map<String, String> options) {
        Serving serving = server.serving();
        return new ProtocolContext(serving.inference(), serving.management(), List.of(), options);
    }

    private static String error(HttpResponse<String> response, int status) throws IOException {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        JsonNode error = json(response).path("error");
        assertThat(error.path("code").asText()).isNotEmpty();
        return error.path("message").asText();
    }

    private void awaitState(long version, VersionState state) {
        Waiting.STANDARD.until(
                "digits/" + version + " " + state,
                () ->
                        server.serving().management().model("digits").stream()
                                .flatMap(model -> model.versions().stream())
                                .anyMatch(each ->
                                        each.version() == version && each.state() == state));
    }

    private int status(String target) {
        try {
            return get(target).statusCode();
        } catch (IOException e) {
            return -1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return -1;
        }
    }

    private static JsonNode named(JsonNode page, String name) {
        return page.path("models")
                .valueStream()
                .filter(model -> model.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode version(JsonNode model, long number) {
        return model.path("versions")
                .valueStream()
                .filter(version -> version.path("version").asLong() == number)
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode json(HttpResponse<String> response) throws IOException {
        return new ObjectMapper().readTree(response.body());
    }

    private HttpResponse<String> get(String target) throws IOException, InterruptedException {
        return send("GET", target, "");
    }

    private HttpResponse<String> post(String target) throws IOException, InterruptedException {
        return send("POST", target, "");
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
