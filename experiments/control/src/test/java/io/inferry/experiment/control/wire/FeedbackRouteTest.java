package io.inferry.experiment.control.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.inferry.contracts.Waiting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeedbackRouteTest {
    private static final String AB =
            """
            name: digits-v2
            model: digits
            kind: ab
            control: 1
            arms: [{target: 2, weight: 50}]
            """;

    @TempDir private Path models;

    private WireServer server;

    @BeforeEach
    void start() throws Exception {
        server = new WireServer(models);
        assertThat(server.post("/api/experiments", AB).statusCode()).isEqualTo(201);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void oneRecordAnArrayAndLinesAreTheSame() throws Exception {
        String record = "{\"id\": \"%s\", \"label\": 3, \"reward\": 0.5, \"values\": {\"eur\": 7}}";
        String one = record.formatted(server.answered());
        String two = record.formatted(server.answered());
        String three = record.formatted(server.answered());
        String four = record.formatted(server.answered());
        String five = record.formatted(server.answered());

        assertThat(counts(one)).containsEntry("accepted", 1);
        assertThat(counts("[" + two + "," + three + "]")).containsEntry("accepted", 2);
        assertThat(counts(four + "\n" + five + "\r\n\n")).containsEntry("accepted", 2);
        assertThat(counts("[" + one + "," + four + "]")).containsEntry("repeated", 2);
        assertThat(counts("[]")).allSatisfy((name, count) -> assertThat(count).isZero());
        assertThat(counts("\uFEFF" + one)).containsEntry("repeated", 1);
    }

    @Test
    void callersReachItBesideTheInferenceProtocols() throws Exception {
        for (String listener : new String[] {"tensorflow_rest", "openinference_rest"}) {
            String record = "{\"id\": \"%s\", \"reward\": 1}".formatted(server.answered());
            HttpResponse<String> response =
                    server.send(
                            listener, "POST", "/inferry/feedback", BodyPublishers.ofString(record));
            assertThat(WireServer.json(response).path("accepted").asInt()).isEqualTo(1);
        }
    }

    @Test
    void duplicateIdsInOneBodyCountOnce() throws Exception {
        String record = "{\"id\": \"%s\", \"reward\": 1}".formatted(server.answered());

        assertThat(counts("[" + record + "," + record + "," + record + "]"))
                .containsEntry("accepted", 1)
                .containsEntry("repeated", 2);
    }

    @Test
    void wrongRecordsDoNotStandInTheWayOfOthersAndAreNamed() throws Exception {
        String body =
                """
                {"id": "%s", "reward": 1}
                {"id": 7, "reward": 1}
                "text"
                {"id": "a"}
                {"reward": 1}
                {"id": "a", "reward": "1"}
                {"id": "a", "reward": 1e999}
                {"id": "a", "label": null}
                {"id": "a", "label": {"deep": [1, {"x": 2}]}, "reward": 1}
                {"id": "a", "lable": 3}
                {"id": "a", "values": {"eur": true}}
                {"id": "a", "id": "b", "reward": 1}
                """
                        .formatted(server.answered());
        HttpResponse<String> response = post(body);
        JsonNode page = WireServer.json(response);

        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(page.path("accepted").asInt()).isEqualTo(1);
        assertThat(page.path("invalid").asInt()).isEqualTo(11);
        assertThat(page.path("reasons").valueStream().map(JsonNode::asText).toList())
                .containsExactly(
                        "record 2: field 'id' must be a text, was a number",
                        "record 3: a record is an object, was a text",
                        "record 4: it says nothing: no 'label', no 'reward' and no 'values'",
                        "record 5: field 'id' is missing",
                        "record 6: field 'reward' must be a number, was a text",
                        "record 7: field 'reward' is too large for a number",
                        "record 8: field 'label' must be a text, a number or a boolean, was null",
                        "record 9: field 'label' must be a text, a number or a boolean, was an"
                                + " object",
                        "record 10: there is no field 'lable', only id, key, label, reward and"
                                + " values",
                        "record 11: field 'values.eur' must be a number, was a boolean");
    }

    @Test
    void aBodyOfNothingButWrongRecordsIsRefused() throws Exception {
        HttpResponse<String> response = post("[{\"id\": \"\", \"reward\": 1}, 5]");

        assertThat(error(response, 400))
                .isEqualTo("record 1: field 'id' has 1 to 256 characters, was 0");
        assertThat(WireServer.json(response).path("invalid").asInt()).isEqualTo(2);
    }

    @Test
    void whatIsNotJsonIsRefusedWholeAndSaysWhere() throws Exception {
        String good = "{\"id\": \"%s\", \"reward\": 1}".formatted(server.answered());

        assertThat(error(post(good + "\n{\"id\": \"a\", \"reward\": 1x}"), 400))
                .startsWith("record 2, field 'reward': not JSON");
        assertThat(error(post("[" + good), 400)).startsWith("record 2: not JSON");
        assertThat(error(post("[" + good + "]]"), 400)).contains("not JSON");
        assertThat(error(post("[" + good + "] " + good), 400)).contains("nothing may follow");
        assertThat(error(post(""), 400)).contains("empty");
        assertThat(error(post("{\"id\": \"a\", \"reward\": NaN}"), 400)).contains("reward");
        assertThat(error(post("[".repeat(100_000)), 400)).contains("not JSON");
        assertThat(error(post("{\"id\":".repeat(100_000)), 400)).contains("not JSON");
        assertThat(counts(good)).containsEntry("accepted", 1);
    }

    @Test
    void garbageOfAMegabyteIsRefused() throws Exception {
        long seed = new Random().nextLong();
        System.out.println("seed=" + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 20; i++) {
            byte[] garbage = new byte[1 << 20];
            random.nextBytes(garbage);
            HttpResponse<String> response =
                    server.send(
                            "admin", "POST", "/api/feedback", BodyPublishers.ofByteArray(garbage));
            assertThat(error(response, 400)).isNotEmpty();
        }
    }

    @Test
    void oneRecordTooManyAndNoneIsTaken() throws Exception {
        int most = server.experiments().feedbackRecordsMax();
        String good = "{\"id\": \"%s\", \"reward\": 1}\n".formatted(server.answered());
        String unknown = "{\"id\": \"nobody\", \"reward\": 1}\n";

        assertThat(error(post(good + unknown.repeat(most)), 413)).contains("10000");
        Map<String, Integer> counts = counts(good + unknown.repeat(most - 1));
        assertThat(counts).containsEntry("accepted", 1);
        assertThat(counts.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(most);
    }

    @Test
    void aBodyOfTooManyBytesIsRefused() throws Exception {
        assertThat(error(post(" ".repeat(FeedbackBody.BYTES_MAX + 1)), 413)).contains("bytes");
    }

    @Test
    void namesThatAreHugeAreToldShort() throws Exception {
        String body = "{\"id\": \"a\", \"%s\": 1}".formatted("x".repeat(10_000));

        assertThat(error(post(body), 400)).hasSizeLessThan(200);
    }

    @Test
    void whatCountsIsSeenInTheReport() throws Exception {
        String records =
                IntStream.range(0, 50)
                        .mapToObj(i ->
                                "{\"id\": \"%s\", \"reward\": %d}"
                                        .formatted(server.answered(), i % 2))
                        .collect(Collectors.joining(",", "[", "]"));
        assertThat(counts(records)).containsEntry("accepted", 50);

        Waiting.STANDARD.until("the next look", this::reportHasRewards);
    }

    private boolean reportHasRewards() {
        try {
            JsonNode report = WireServer.json(server.get("/api/experiments/digits-v2/report"));
            JsonNode metrics = report.path("arms").path(0).path("metrics");
            return metrics.path("feedback.reward").isNumber();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private HttpResponse<String> post(String body) throws IOException, InterruptedException {
        return server.post("/api/feedback", body);
    }

    private Map<String, Integer> counts(String body) throws IOException, InterruptedException {
        HttpResponse<String> response = post(body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return WireServer.json(response)
                .propertyStream()
                .filter(field -> field.getValue().isInt())
                .collect(Collectors.toMap(Map.Entry::getKey, field -> field.getValue().asInt()));
    }

    private static String error(HttpResponse<String> response, int status) throws IOException {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        return WireServer.json(response).path("error").path("message").asText();
    }
}
