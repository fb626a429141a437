package io.inferry.experiment.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.inferry.api.ErrorCode;
import io.inferry.experiment.control.view.DecisionView;
import io.inferry.experiment.control.view.ExperimentView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is written down, what is read back, and what happens when it cannot be. */
@Timeout(120)
class KeepingTest {
    private static final String TEST =
            """
            {name: kept, model: m, kind: ab, control: 1, arms: [{target: 2, weight: 50}],
             guardrails: [{metric: success_rate, margin: 0.01}, {metric: outputs.invalid, margin: 0}],
             minimum: {samples: 10, duration: 1s}}
            """;

    @TempDir Path folder;

    private static void ask(Lab lab, int requests, float x) {
        for (int i = 0; i < requests; i++) {
            lab.ask(x);
        }
    }

    private static List<String> acts(Lab lab) {
        return lab.experiments().decisions("kept").stream().map(DecisionView::act).toList();
    }

    @Test
    void processThatDiesLosesAtMostTheLastSecondsOfItsCounts() throws IOException {
        try (Lab lab = Lab.of(folder, Graphs.good(1), Graphs.good(0))) {
            lab.experiments().start(TEST).join();
            for (int second = 0; second < 12; second++) {
                ask(lab, 20, 3);
                lab.second();
            }
            Path copy = Files.createDirectory(folder.resolve("copy"));
            try (Stream<Path> files = Files.list(folder.resolve("state"))) {
                for (Path file : files.filter(KeepingTest::isRecorded).toList()) {
                    Files.copy(file, copy.resolve(file.getFileName()));
                }
            }
            try (Lab next = Lab.of(folder, copy, Optional.empty())) {
                assertThat(next.standing("kept")).isEqualTo("RUNNING [50.0, 50.0]");
                assertThat(requests(next)).isEqualTo(200);
                assertThat(next.ask(1).arm()).isNotEmpty();
                assertThat(next.experiments().one("kept").running().toSeconds()).isEqualTo(10);
            }
        }
    }

    /** Not the file that says whose the directory is. */
    private static boolean isRecorded(Path file) {
        return file.toString().endsWith(".segment") || file.toString().endsWith(".snapshot");
    }

    private static long requests(Lab lab) {
        return lab.experiments().one("kept").arms().stream().mapToLong(arm -> arm.requests()).sum();
    }

    @Test
    void serverWhoseStateIsAnothersAnswersAndTakesOverWhenThatOneEnds() {
        Lab former = Lab.of(folder, Graphs.good(1), Graphs.good(0));
        former.experiments().start(TEST).join();
        ask(former, 20, 3);
        former.second();
        try (Lab next = Lab.of(folder, folder.resolve("state"), Optional.empty())) {
            next.second();
            assertThat(next.ask(3).answer()).isPresent();
            assertThat(next.refused(next.experiments().start(TEST)).code())
                    .isEqualTo(ErrorCode.UNAVAILABLE);
            former.close();
            next.second();
            assertThat(next.standing("kept")).isEqualTo("RUNNING [50.0, 50.0]");
            assertThat(requests(next)).isEqualTo(20);
            assertThat(next.ask(3).arm()).isNotEmpty();
        }
    }

    @Test
    void fullDiskHoldsTheExperimentAndTrafficGoesOn() {
        try (Lab lab = Lab.of(folder, Graphs.good(1), Graphs.good(0))) {
            lab.experiments().start(TEST).join();
            ask(lab, 20, 3);
            lab.pulse().disk().full(true);
            for (int second = 0; second < 7; second++) {
                lab.second();
            }
            assertThat(lab.standing("kept")).isEqualTo("HOLDING [50.0, 50.0]");
            assertThat(lab.experiments().one("kept").reason()).contains("No space left on device");
            assertThat(lab.ask(3).answer()).isPresent();
            assertThat(lab.refused(lab.experiments().promote("kept", Optional.empty())).code())
                    .isEqualTo(ErrorCode.UNAVAILABLE);
            lab.pulse().disk().full(false);
            lab.second();
            lab.second();
            assertThat(acts(lab)).containsExactly("START", "HOLD", "RESUME");
        }
    }

    @Test
    void fullDiskDoesNotKeepABrokenVersionInTraffic() {
        try (Lab lab = Lab.of(folder, Graphs.good(1), Graphs.nan())) {
            lab.experiments().start(TEST).join();
            lab.pulse().disk().full(true);
            ask(lab, 60, -3);
            lab.second();
            assertThat(lab.standing("kept")).isEqualTo("ROLLED_BACK [100.0, 0.0]");
            assertThat(lab.ask(-3).arm()).isEqualTo("version 1");
            lab.pulse().disk().full(false);
            lab.second();
        }
        try (Lab lab = Lab.of(folder, folder.resolve("state"), Optional.empty())) {
            assertThat(lab.standing("kept")).isEqualTo("ROLLED_BACK [100.0, 0.0]");
        }
    }

    @Test
    void filesAreStartedOnceAndNotAgain() throws IOException {
        Path definitions = Files.createDirectory(folder.resolve("definitions"));
        Files.writeString(definitions.resolve("kept.yaml"), TEST);
        Files.writeString(definitions.resolve("broken.yaml"), "name: [");
        Files.writeString(
                definitions.resolve("later.json"),
                TEST.replace("name: kept", "name: later").replace("target: 2", "target: 3"));
        Graphs.good(1).writeVersion(folder, Lab.MODEL, 1);
        Graphs.good(0).writeVersion(folder, Lab.MODEL, 2);
        Path state = folder.resolve("state");
        try (Lab lab = Lab.of(folder, state, Optional.of(definitions))) {
            lab.second();
            assertThat(lab.experiments().all().stream().map(ExperimentView::state))
                    .containsExactly("RUNNING", "WAITING");
            assertThat(lab.experiments().all().get(1).reason()).contains("has experiment 'kept'");
            lab.experiments().rollback("kept", "no").join();
            lab.second();
            assertThat(lab.experiments().all().get(1).reason()).contains("needs version 3");
        }
        Files.writeString(definitions.resolve("kept.yaml"), TEST.replace("50", "60"));
        try (Lab lab = Lab.of(folder, state, Optional.of(definitions))) {
            lab.second();
            assertThat(lab.standing("kept")).isEqualTo("ROLLED_BACK [100.0, 0.0]");
            assertThat(acts(lab)).containsExactly("START", "ROLL_BACK");
        }
    }
}
