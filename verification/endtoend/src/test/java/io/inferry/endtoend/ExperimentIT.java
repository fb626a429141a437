package io.inferry.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The promise of experiments: real requests, two versions, and the server decides. Version 1 is
 * right about 0.875 of the rows; the better version 2 about 0.975, as its own framework says.
 */
class ExperimentIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int CALLERS = 4;

    private static final String CANARY =
            """
            name: digits-v2
            model: digits
            kind: canary
            control: 1
            arms: [{target: 2}]
            sticky: {header: x-user-id}
            steps: [5, 25, 50, 100]
            bake: 1s
            goals:
              - {metric: feedback.accuracy, direction: higher, show: better}
            guardrails:
              - {metric: success_rate, margin: 0.02}
              - {metric: latency_p90, margin: 100%}
              - {metric: feedback.accuracy, margin: 0.05}
              - {metric: outputs.invalid, margin: 0}
            minimum: {samples: 200, duration: 1s}
            expected_samples: 3000
            """;

    @TempDir private Path folder;
    private Path models;

    @BeforeEach
    void modelsWithTheFirstVersion() throws IOException {
        models = folder.resolve("models");
        add("first", 1);
    }

    private void add(String fixture, long version) throws IOException {
        DigitModels.add(models, fixture, version);
    }

    private RunningServer serve() throws IOException, InterruptedException {
        return RunningServer.serve(models, "--set", "experiments.state=" + folder.resolve("state"))
                .awaitReady();
    }

    private static Command experiment(RunningServer server, String... words)
            throws IOException, InterruptedException {
        String[] all = new String[words.length + 3];
        all[0] = "experiment";
        System.arraycopy(words, 0, all, 1, words.length);
        all[words.length + 1] = "--url";
        all[words.length + 2] = server.uri("admin", "").toString();
        return Command.inferry(all);
    }

    private void start(RunningServer server) throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("canary.yaml"), CANARY);
        Command start = experiment(server, "start", file.toString());
        assertThat(start.status()).as(start.out()).isZero();
    }

    private static JsonNode status(RunningServer server) {
        try {
            return JSON.readTree(server.get("admin", "/api/experiments/digits-v2").body());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static JsonNode decisions(RunningServer server)
            throws IOException, InterruptedException {
        String body = server.get("admin", "/api/experiments/digits-v2/decisions").body();
        return JSON.readTree(body).path("decisions");
    }

    private static void awaitState(RunningServer server, String state) {
        server.await(
                "experiment " + state, () -> status(server).path("state").asText().equals(state));
    }

    @Test
    void theBetterVersionIsPromotedStepByStep() throws Exception {
        add("better", 2);
        try (var server = serve()) {
            start(server);
            try (var callers = DigitCallers.start(server, CALLERS)) {
                awaitState(server, "PROMOTED");
                long before = callers.answeredBy("2");
                server.await("version 2 alone", () -> callers.answeredBy("2") > before + 100);
                assertThat(callers.failures()).isEmpty();
                tell(server, "better", callers);
            }
        }
    }

    @Test
    void aVersionThatFailsIsRolledBack() throws Exception {
        rolledBack("failing");
    }

    @Test
    void aVersionThatIsSlowIsRolledBack() throws Exception {
        rolledBack("slow");
    }

    @Test
    void aVersionThatIsWrongIsRolledBackByFeedback() throws Exception {
        rolledBack("wrong");
    }

    private void rolledBack(String broken) throws Exception {
        add(broken, 2);
        try (var server = serve()) {
            start(server);
            try (var callers = DigitCallers.start(server, CALLERS)) {
                awaitState(server, "ROLLED_BACK");
                long seen = callers.answeredBy("2") + callers.failures().getOrDefault("2", 0L);
                long all = callers.answered();
                server.await("more answers of version 1", () -> callers.answered() > all + 500);
                assertThat(callers.failures()).doesNotContainKey("1");
                assertThat(callers.answeredBy("2"))
                        .as("after the rollback nobody more but who was inside")
                        .isLessThanOrEqualTo(seen + CALLERS);
                assertThat(seen).as("of " + all).isLessThan(all / 5);
                tell(server, broken, callers);
            }
        }
    }

    @Test
    void aServerThatWasKilledGoesOnWhereItWas() throws Exception {
        add("better", 2);
        JsonNode began;
        try (var server = serve()) {
            start(server);
            try (var callers = DigitCallers.start(server, CALLERS)) {
                server.await("some evidence", () -> callers.answeredBy("2") > 300);
            }
            began = decisions(server).path(0);
            server.handle().destroyForcibly();
            server.awaitEnd();
        }
        try (var server = serve()) {
            server.await("the experiment again", () -> status(server).has("state"));
            try (var callers = DigitCallers.start(server, CALLERS)) {
                awaitState(server, "PROMOTED");
                assertThat(callers.failures()).isEmpty();
            }
            List<String> acts = new ArrayList<>();
            decisions(server).forEach(each -> acts.add(each.path("act").asText()));
            assertThat(acts)
                    .as("one start, by whom it was started first, and the steps of both lives")
                    .startsWith("START")
                    .endsWith("PROMOTE")
                    .containsOnlyOnce("START");
            assertThat(decisions(server).path(0)).isEqualTo(began);
        }
    }

    /** What the story looked like, for whoever reads the build's output. */
    private static void tell(RunningServer server, String version, DigitCallers callers)
            throws IOException, InterruptedException {
        System.out.printf(
                "version 2 = %s: %d requests, %d answered or failed by version 2, for %d users;"
                        + " failures %s%n%s%n",
                version,
                callers.answered() + callers.failures().values().stream().mapToLong(n -> n).sum(),
                callers.answeredBy("2") + callers.failures().getOrDefault("2", 0L),
                callers.usersOfTwo(),
                callers.failures(),
                experiment(server, "decisions", "digits-v2").out());
    }
}
