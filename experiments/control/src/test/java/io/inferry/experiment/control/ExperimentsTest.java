package io.inferry.experiment.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.inferry.api.ErrorCode;
import io.inferry.api.ServingException;
import io.inferry.contracts.OnnxGraph;
import io.inferry.experiment.control.view.DecisionView;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Experiments over a real engine room: two versions of a real model, real requests. */
@Timeout(120)
class ExperimentsTest {
    private static final String CANARY =
            """
            name: m-v2
            model: m
            kind: canary
            control: 1
            arms: [{target: 2}]
            steps: [10, 50, 100]
            bake: 5s
            goals: [{metric: feedback.absolute_error}]
            guardrails:
              - {metric: success_rate, margin: 0.01}
              - {metric: latency_p50, margin: 400%}
              - {metric: outputs.invalid, margin: 0.01}
              - {metric: outputs.constant}
            minimum: {samples: 60, duration: 2s}
            """;

    @TempDir Path folder;

    private final Random random = new Random(42);

    /** So many requests with their feedback, and a look; the truth is 0.5x and some noise. */
    private void second(Lab lab, int requests) {
        for (int i = 0; i < requests; i++) {
            float x = -1 - random.nextFloat() * 20;
            Lab.Got got = lab.ask(x);
            if (got.answer().isPresent()) {
                lab.right(got, 0.5 * x + random.nextGaussian() * 0.3);
            }
        }
        lab.second();
    }

    private void untilOver(Lab lab, int requests, int secondsMax) {
        for (int i = 0; i < secondsMax; i++) {
            if (!lab.experiments().one("m-v2").state().matches("RUNNING|HOLDING")) {
                return;
            }
            second(lab, requests);
        }
    }

    private static List<String> acts(Lab lab) {
        return lab.experiments().decisions("m-v2").stream().map(DecisionView::act).toList();
    }

    private Lab started(OnnxGraph first, OnnxGraph second) {
        Lab lab = Lab.of(folder, first, second);
        lab.experiments().start(CANARY).join();
        return lab;
    }

    @Test
    void betterVersionIsPromotedStepByStepAndTheAuditSaysWhy() {
        try (Lab lab = started(Graphs.good(1), Graphs.good(0.2f))) {
            assertThat(lab.standing("m-v2")).isEqualTo("RUNNING [90.0, 10.0]");
            untilOver(lab, 100, 60);
            assertThat(lab.standing("m-v2")).isEqualTo("PROMOTED [0.0, 100.0]");
            assertThat(acts(lab)).containsSubsequence("START", "ADVANCE", "ADVANCE", "PROMOTE");
            DecisionView last = lab.experiments().decisions("m-v2").get(2);
            assertThat(last.sentence())
                    .contains("feedback.absolute_error of version 2", "shown better");
            assertThat(lab.ask(4).arm()).isEqualTo("version 2");
            assertThat(lab.experiments().report("m-v2").arms().get(1).metrics())
                    .containsKeys("success_rate", "latency_p99", "feedback.absolute_error");
        }
    }

    @Test
    void versionThatIsWrongIsRolledBackByItsFeedback() {
        try (Lab lab = started(Graphs.good(0.2f), Graphs.good(1))) {
            untilOver(lab, 100, 60);
            assertThat(lab.standing("m-v2")).isEqualTo("ROLLED_BACK [100.0, 0.0]");
            assertThat(lab.experiments().one("m-v2").reason())
                    .contains("feedback.absolute_error of version 2", "shown worse");
            for (int i = 0; i < 200; i++) {
                assertThat(lab.ask(4).arm()).isEqualTo("version 1");
            }
        }
    }

    @Test
    void versionThatFailsIsRolledBackAfterAHandfulOfRequests() {
        rolledBack(Graphs.failing(), "success_rate of version 2 is 0 against 1", 30);
    }

    @Test
    void versionThatAnswersNanIsRolledBackAfterAHandfulOfRequests() {
        rolledBack(Graphs.nan(), "outputs.invalid of version 2 is 1 against 0", 30);
    }

    @Test
    void versionThatAlwaysSaysTheSameIsRolledBack() {
        rolledBack(Graphs.constant(), "version 2 gave 1 different answers", 30);
    }

    @Test
    void slowVersionIsRolledBack() {
        rolledBack(Graphs.slow(), "latency_p50 of version 2", 240);
    }

    private void rolledBack(OnnxGraph broken, String reason, int sawItMax) {
        try (Lab lab = started(Graphs.good(0), broken)) {
            untilOver(lab, 40, 60);
            assertThat(lab.standing("m-v2")).isEqualTo("ROLLED_BACK [100.0, 0.0]");
            assertThat(lab.experiments().one("m-v2").reason()).contains(reason);
            assertThat(lab.experiments().one("m-v2").arms().get(1).requests())
                    .as("requests that saw it; %s", lab.experiments().one("m-v2").reason())
                    .isBetween(1L, (long) sawItMax);
        }
    }

    @Test
    void restartResumesWhereItWasWithItsEvidence() {
        OnnxGraph first = Graphs.good(1);
        Instant before;
        long requests;
        try (Lab lab = started(first, Graphs.good(0.2f))) {
            while (lab.experiments().one("m-v2").step() < 2) {
                second(lab, 100);
            }
            second(lab, 100);
            requests = lab.experiments().one("m-v2").arms().getFirst().requests();
            before = lab.experiments().one("m-v2").started();
        }
        try (Lab lab = Lab.of(folder, folder.resolve("state"), Optional.empty())) {
            assertThat(lab.standing("m-v2")).isEqualTo("RUNNING [50.0, 50.0]");
            assertThat(lab.experiments().one("m-v2").started()).isEqualTo(before);
            assertThat(lab.experiments().one("m-v2").arms().getFirst().requests())
                    .isEqualTo(requests);
            lab.pulse().setWall(Instant.EPOCH);
            lab.pulse().pass(Duration.ZERO);
            assertThat(acts(lab)).as("the wall clock decides nothing").hasSize(2);
            untilOver(lab, 100, 60);
            assertThat(lab.standing("m-v2")).isEqualTo("PROMOTED [0.0, 100.0]");
        }
    }

    @Test
    void candidateThatUnloadsMidwayIsRolledBack() {
        try (Lab lab = started(Graphs.good(1), Graphs.good(0))) {
            second(lab, 20);
            lab.keepOnly(1);
            second(lab, 20);
            assertThat(lab.standing("m-v2")).isEqualTo("ROLLED_BACK [100.0, 0.0]");
            assertThat(lab.experiments().one("m-v2").reason())
                    .contains("version 2 cannot answer any more");
        }
    }

    @Test
    void controlThatUnloadsMidwayIsWaitedFor() {
        try (Lab lab = started(Graphs.good(1), Graphs.good(0))) {
            second(lab, 20);
            lab.keepOnly(2);
            second(lab, 20);
            assertThat(lab.standing("m-v2")).isEqualTo("HOLDING [90.0, 10.0]");
            lab.keepBoth();
            second(lab, 20);
            assertThat(acts(lab)).containsExactly("START", "HOLD", "RESUME");
        }
    }

    @Test
    void whatCannotStartIsToldWithBothSides() {
        try (Lab lab = Lab.of(folder, Graphs.good(1), Graphs.good(0))) {
            ServingException noVersion =
                    lab.refused(lab.experiments().start(CANARY.replace("target: 2", "target: 7")));
            assertThat(noVersion.code()).isEqualTo(ErrorCode.FAILED_PRECONDITION);
            assertThat(noVersion.text())
                    .contains("needs version 7 of model m")
                    .contains("version 2 AVAILABLE, version 1 AVAILABLE")
                    .contains("versions: {latest: 2}");
            assertThat(
                            lab.refused(
                                            lab.experiments()
                                                    .start(CANARY.replace("model: m", "model: n")))
                                    .text())
                    .contains("there is no model 'n'", "did you mean 'm'?");
            lab.experiments().start(CANARY).join();
            assertThat(lab.refused(lab.experiments().start(CANARY)).code())
                    .isEqualTo(ErrorCode.CONFLICT);
            assertThat(
                            lab.refused(
                                            lab.experiments()
                                                    .start(CANARY.replace("name: m-v2", "name: x")))
                                    .text())
                    .contains("model m has experiment 'm-v2', which is RUNNING at step 1");
            assertThat(lab.refused(lab.experiments().stop("m-v3")).text())
                    .contains("did you mean 'm-v2'?");
        }
    }

    @Test
    void operatorsPromoteRollBackStopAndDelete() {
        try (Lab lab = started(Graphs.good(1), Graphs.good(0))) {
            lab.experiments().promote("m-v2", Optional.of("version 2")).join();
            assertThat(lab.ask(1).arm()).isEqualTo("version 2");
            lab.experiments().rollback("m-v2", "users complain").join();
            assertThat(lab.ask(1).arm()).isEqualTo("version 1");
            lab.experiments().stop("m-v2").join();
            assertThat(lab.ask(1).arm()).as("no traffic is divided").isEmpty();
            lab.experiments().delete("m-v2").join();
            assertThat(lab.experiments().all()).isEmpty();
            lab.experiments().start(CANARY).join();
            assertThat(lab.standing("m-v2")).startsWith("RUNNING");
        }
    }

    @Test
    void nextExperimentTakesTheModelFromOneThatIsOver() {
        try (Lab lab = started(Graphs.good(1), Graphs.good(0))) {
            lab.experiments().rollback("m-v2", "no").join();
            lab.experiments().start(CANARY.replace("name: m-v2", "name: again")).join();
            assertThat(lab.experiments().one("m-v2").inForce()).isFalse();
            assertThat(lab.experiments().one("again").inForce()).isTrue();
            assertThat(
                            lab.serving()
                                    .management()
                                    .traffic()
                                    .experiment("m")
                                    .orElseThrow()
                                    .experiment())
                    .isEqualTo("again");
        }
    }
}
