package io.inferry.experiment.command.acts;

import static org.assertj.core.api.Assertions.assertThat;

import io.inferry.experiment.command.AdminListener;
import io.inferry.experiment.command.Shell;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ActsTest {
    private static final String RUNNING =
            """
            {"name": "digits-v2", "model": "digits", "kind": "canary", "state": "RUNNING", "step": 2, "steps": 5,
             "reason": "baking", "started": "2026-11-21T14:00:00Z", "running_seconds": 61.0, "in_force": true,
             "arms": [{"target": "version 1", "role": "control", "weight": 95.0, "requests": 950, "failures": 3,
                       "available": true},
                      {"target": "version 2", "role": "candidate", "weight": 5.0, "requests": 50, "failures": 0,
                       "available": false}],
             "findings": [{"arm": "version 2", "role": "goal", "metric": "feedback.accuracy", "verdict": "open",
                           "difference": 0.0123456, "low": -0.01, "high": 0.03, "p": 0.4,
                           "text": "not yet shown better"},
                          {"arm": "version 2", "role": "guardrail", "metric": "latency_p99", "verdict": "open",
                           "text": "waits for 450 more"}]}
            """;
    private static final String PROMOTED = RUNNING.replace("RUNNING", "PROMOTED");

    @TempDir private Path directory;
    private AdminListener server;

    @BeforeEach
    void listen() throws IOException {
        server = new AdminListener();
    }

    @AfterEach
    void stopListening() {
        server.close();
    }

    @Test
    void startSendsTheFileAndShowsWhatBegan() throws IOException {
        Path file = Files.writeString(directory.resolve("e.yaml"), "name: digits-v2\n");
        server.on("POST /api/experiments", 201, RUNNING);

        Shell shell = Shell.experiment("start", file.toString(), server.url());

        assertThat(shell.status()).isZero();
        assertThat(shell.out())
                .startsWith("digits-v2: canary of model digits, RUNNING at step 2 of 5");
        assertThat(server.heard()).containsExactly("POST /api/experiments name: digits-v2\n");
    }

    @Test
    void aDefinitionThatIsRefusedIsToldInTheServersWords() throws IOException {
        Path file = Files.writeString(directory.resolve("e.yaml"), "name: digits-v2\n");
        server.on(
                "POST /api/experiments", 400, error("INVALID_ARGUMENT", "line 2: kind is missing"));
        server.on(
                "POST /api/experiments", 409, error("CONFLICT", "model 'digits' has one already"));

        Shell wrong = Shell.experiment("start", file.toString(), server.url());
        Shell taken = Shell.experiment("start", file.toString(), server.url());

        assertThat(wrong.status()).isEqualTo(2);
        assertThat(wrong.err()).contains("line 2: kind is missing");
        assertThat(taken.status()).isEqualTo(5);
        assertThat(taken.err()).contains("model 'digits' has one already");
    }

    @Test
    void statusShowsArmsAndWhatIsKnownOfThem() {
        server.on("GET /api/experiments/digits-v2", 200, RUNNING);

        Shell shell = Shell.experiment("status", "digits-v2", server.url());

        assertThat(shell.out().lines().toList())
                .containsExactly(
                        "digits-v2: canary of model digits, RUNNING at step 2 of 5",
                        "baking",
                        "",
                        "arm        role       weight  requests  failures",
                        "version 1  control    95 %    950       3",
                        "version 2  candidate  5 %     50        0         not available",
                        "",
                        "metric             arm        role       verdict  difference  interval      p    says",
                        "feedback.accuracy  version 2  goal       open     0.01235     -0.01 … 0.03  0.4  not yet shown better",
                        "latency_p99        version 2  guardrail  open     -           -             -    waits for 450 more");
    }

    @Test
    void statusWithoutANameListsAll() {
        server.on("GET /api/experiments", 200, "{\"experiments\": [" + RUNNING + "]}");
        assertThat(Shell.experiment("status", server.url()).out())
                .contains("digits-v2  digits  canary  RUNNING at step 2 of 5  baking");

        assertThat(Shell.experiment("status", "--json", server.url()).out())
                .contains("\"in_force\" : true");
    }

    @Test
    void noExperimentsIsAnAnswerToo() {
        server.on("GET /api/experiments", 200, "{\"experiments\": []}");

        assertThat(Shell.experiment("status", server.url()).out().strip())
                .isEqualTo("no experiments");
    }

    @Test
    void watchEndsWhenTheExperimentIsDecided() {
        server.on("GET /api/experiments/digits-v2", 200, RUNNING);
        server.on("GET /api/experiments/digits-v2", 200, RUNNING.replace("RUNNING", "HOLDING"));
        server.on("GET /api/experiments/digits-v2", 200, PROMOTED);

        Shell shell = Shell.experiment("status", "digits-v2", "--watch", "--every=0", server.url());

        assertThat(shell.status()).isZero();
        assertThat(shell.out()).contains("RUNNING", "HOLDING", "PROMOTED");
        assertThat(server.heard()).hasSize(3);
    }

    @Test
    void actsAreSentWithTheirTerms() {
        server.on("POST /api/experiments/digits-v2/promote", 200, PROMOTED);
        server.on("POST /api/experiments/digits-v2/rollback", 200, RUNNING);
        server.on("POST /api/experiments/digits-v2/stop", 200, RUNNING);
        server.on("DELETE /api/experiments/digits-v2", 200, RUNNING);

        Shell promoted = Shell.experiment("promote", "digits-v2", "--arm", "2", server.url());
        Shell.experiment("rollback", "digits-v2", "--reason", "callers complain", server.url());
        Shell.experiment("stop", "digits-v2", server.url());
        Shell deleted = Shell.experiment("delete", "digits-v2", server.url());

        assertThat(promoted.out()).contains("PROMOTED");
        assertThat(deleted.out().strip()).isEqualTo("deleted");
        assertThat(server.heard())
                .containsExactly(
                        "POST /api/experiments/digits-v2/promote {\"target\":\"2\"}",
                        "POST /api/experiments/digits-v2/rollback {\"reason\":\"callers complain\"}",
                        "POST /api/experiments/digits-v2/stop {}",
                        "DELETE /api/experiments/digits-v2");
    }

    @Test
    void decisionsAreALineEachWithTheirEvidenceOnDemand() {
        server.on(
                "GET /api/experiments/digits-v2/decisions",
                200,
                """
                {"name": "digits-v2", "decisions": [
                  {"number": 1, "at": "2026-11-21T14:00:00.123456Z", "act": "ADVANCE", "by": "evidence", "before": "step 1",
                   "after": "step 2", "sentence": "every guardrail holds",
                   "weights": {"version 1": 95.0, "version 2": 5.0}, "evidence": ["success_rate is fine"]}]}
                """);

        assertThat(Shell.experiment("decisions", "digits-v2", server.url()).out().strip())
                .isEqualTo(
                        "2026-11-21T14:00:00Z  ADVANCE    by evidence: step 1 -> step 2"
                                + "  [version 1 95 %, version 2 5 %]  every guardrail holds");
        assertThat(Shell.experiment("decisions", "digits-v2", "--evidence", server.url()).out())
                .contains("    success_rate is fine");
    }

    @Test
    void aNameThatNobodyKnowsHasItsOwnStatus() {
        server.on(
                "GET /api/experiments/a%2Fb",
                404, error("NOT_FOUND", "there is no experiment 'a/b'"));

        Shell shell = Shell.experiment("status", "a/b", server.url());

        assertThat(shell.status()).isEqualTo(4);
        assertThat(shell.err()).contains("there is no experiment 'a/b'");
    }

    @Test
    void aServerThatIsNotThereIsSaid() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        Shell shell = Shell.experiment("status", "--url=http://127.0.0.1:" + free);

        assertThat(shell.status()).isEqualTo(3);
        assertThat(shell.err())
                .contains("nothing answers at http://127.0.0.1:" + free)
                .contains("an Inferry server's admin listener (--url) was expected there");
    }

    @Test
    void aServerThatNeverAnswersIsGivenUpOn() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Shell shell =
                    Shell.experiment(
                            "status",
                            "--timeout=1",
                            "--url=http://127.0.0.1:" + silent.getLocalPort());

            assertThat(shell.status()).isEqualTo(3);
            assertThat(shell.err()).contains("within 1 s");
        }
    }

    @Test
    void anAnswerThatIsNotJsonIsSaid() {
        server.on("GET /api/experiments", 200, "<html>");

        Shell shell = Shell.experiment("status", server.url());

        assertThat(shell.status()).isEqualTo(1);
        assertThat(shell.err()).contains("something that is not JSON");
    }

    private static String error(String code, String message) {
        return "{\"error\": {\"code\": \"%s\", \"message\": \"%s\"}}".formatted(code, message);
    }
}
