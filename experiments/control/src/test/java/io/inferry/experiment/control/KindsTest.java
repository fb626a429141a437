package io.inferry.experiment.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.inferry.api.observer.MetricsSource;
import io.inferry.experiment.control.view.ArmView;
import io.inferry.experiment.control.view.FeedbackRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Shadows and bandits over a real engine room, and what scrapers read. */
@Timeout(120)
class KindsTest {
    private static final String SHADOW =
            """
            {name: s, model: m, kind: shadow, control: 1, arms: [{target: 2}],
             shadow: {percent: 100, in_flight_max: 64, tolerance: 0.01},
             guardrails: [{metric: agreement, at_least: 0.9}], minimum: {samples: 10, duration: 1s}}
            """;
    private static final String BANDIT =
            """
            {name: b, model: m, kind: bandit, control: 1, arms: [{target: 2}],
             bandit: {algorithm: thompson, reward: reward, exploration: 0.05, update: 1s}}
            """;

    @TempDir Path folder;

    private void shadow(Lab lab, int seconds) {
        lab.experiments().start(SHADOW).join();
        for (int second = 0; second < seconds; second++) {
            for (int i = 0; i < 30; i++) {
                assertThat(lab.ask(i).arm()).isEqualTo("version 1");
            }
            lab.second();
        }
    }

    @Test
    void shadowThatAgreesRunsOnAndGetsNoTraffic() {
        try (Lab lab = Lab.of(folder, Graphs.good(1), Graphs.good(1.001f))) {
            shadow(lab, 10);
            assertThat(lab.standing("s")).isEqualTo("RUNNING [100.0, 0.0]");
            assertThat(lab.experiments().one("s").findings().getFirst().verdict())
                    .isEqualTo("good");
        }
    }

    @Test
    void shadowThatDisagreesIsEndedAndItsWorstAnswersAreKept() {
        try (Lab lab = Lab.of(folder, Graphs.good(1), Graphs.good(7))) {
            shadow(lab, 10);
            assertThat(lab.standing("s")).isEqualTo("ROLLED_BACK [100.0, 0.0]");
            assertThat(lab.experiments().one("s").reason()).contains("agreement of version 2 is 0");
            assertThat(lab.experiments().offenders("s")).isNotEmpty();
            assertThat(lab.experiments().offenders("s").getFirst().inputs()).containsKey("x");
        }
    }

    @Test
    void banditMovesTrafficToWhatIsRewarded() {
        Random random = new Random(5);
        try (Lab lab = Lab.of(folder, Graphs.good(1), Graphs.good(0))) {
            assertThat(lab.experiments().start(BANDIT).join().arms()).allMatch(ArmView::available);
            List<String> arms = new ArrayList<>();
            for (int second = 0; second < 40; second++) {
                arms.clear();
                for (int i = 0; i < 30; i++) {
                    Lab.Got got = lab.ask(i);
                    arms.add(got.arm());
                    double chance = got.arm().equals("version 2") ? 0.8 : 0.2;
                    reward(lab, got.id(), random.nextDouble() < chance ? 1 : 0);
                }
                lab.second();
            }
            long second =
                    IntStream.range(0, arms.size())
                            .filter(i -> arms.get(i).equals("version 2"))
                            .count();
            assertThat(second).as("of 30 requests in the last second").isGreaterThan(20);
            assertThat(lab.experiments().one("b").arms().getLast().weight())
                    .as("what is shown is what it gets, not where it began")
                    .isGreaterThan(70);
            assertThat(lab.experiments().policies("b")).isNotEmpty();
        }
    }

    private static void reward(Lab lab, String id, double reward) {
        lab.experiments()
                .feedback(
                        List.of(
                                new FeedbackRecord(
                                        id,
                                        Optional.empty(),
                                        Optional.of(reward),
                                        Map.of(),
                                        Optional.empty())));
    }

    @Test
    void scrapersReadStatesWeightsAndDecisions() {
        try (Lab lab = Lab.of(folder, Graphs.good(1), Graphs.good(1))) {
            lab.experiments().start(SHADOW).join();
            List<String> series = new ArrayList<>();
            lab.experiments()
                    .measure(
                            new MetricsSource.Measurements() {
                                @Override
                                public void counter(
                                        String name,
                                        String help,
                                        Map<String, String> labels,
                                        double value) {
                                    series.add(name + "_total" + labels + " " + value);
                                }

                                @Override
                                public void gauge(
                                        String name,
                                        String help,
                                        Map<String, String> labels,
                                        double value) {
                                    series.add(name + labels + " " + value);
                                }
                            });
            assertThat(series)
                    .contains(
                            "inferry_experiment_state{experiment=s, state=RUNNING} 1.0",
                            "inferry_experiment_state{experiment=s, state=PROMOTED} 0.0",
                            "inferry_experiment_arm_weight{experiment=s, arm=version 1} 100.0",
                            "inferry_experiment_decisions_total{experiment=s, decision=START} 1.0",
                            "inferry_feedback_total{outcome=accepted} 0.0");
        }
    }
}
