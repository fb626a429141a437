package io.inferry.experiment.control.judging;

import static org.assertj.core.api.Assertions.assertThat;

import io.inferry.api.model.VersionChoice;
import io.inferry.experiment.control.course.Finding;
import io.inferry.experiment.control.course.Finding.Verdict;
import io.inferry.experiment.control.definition.Definition;
import io.inferry.experiment.control.definition.DefinitionReader;
import io.inferry.experiment.evidence.ArmCounts;
import io.inferry.experiment.evidence.ArmSummary;
import io.inferry.experiment.evidence.EvidenceSummary;
import io.inferry.experiment.evidence.feedback.FeedbackSummary;
import io.inferry.experiment.evidence.latency.LatencySummary;
import io.inferry.experiment.evidence.outputs.OutputSummary;
import io.inferry.experiment.evidence.shadow.DifferenceSummary;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Two versions that are the same, looked at all the time while the traffic changes over the day.
 */
class SameVersionsTest {
    private static final Definition DEFINITION =
            DefinitionReader.read(
                    """
                    {name: a, model: m, kind: canary, control: 1, arms: [{target: 2}],
                     steps: [5, 25, 50], goals: [{metric: success_rate}],
                     guardrails: [{metric: success_rate, margin: 0}]}
                    """,
                    "it");
    private static final long SEED = 3;
    private static final int RUNS = 400;
    private static final int LOOKS_PER_STEP = 40;
    private static final int REQUESTS = 100;

    @Test
    void areSeldomDecidedAboutHoweverOftenOneLooks() {
        Random random = new Random(SEED);
        int broken = 0;
        int shownOrRefuted = 0;
        for (int run = 0; run < RUNS; run++) {
            boolean rail = false;
            boolean goal = false;
            Tracks tracks = new Tracks(Map.of());
            Judge judge = new Judge(DEFINITION);
            long[][] counts = new long[3][4];
            for (int look = 0; look < 3 * LOOKS_PER_STEP; look++) {
                int step = look / LOOKS_PER_STEP;
                double share = DEFINITION.canary().steps().get(step) / 100;
                double rate = 0.98 - 0.03 * step;
                for (int i = 0; i < REQUESTS; i++) {
                    int arm = random.nextDouble() < share ? 2 : 0;
                    counts[step][arm + (random.nextDouble() < rate ? 0 : 1)]++;
                }
                for (Finding each : judge.findings(stretches(counts, step), arms(), tracks)) {
                    boolean bad = each.verdict() == Verdict.BAD;
                    rail |= bad && each.role() == Finding.Role.GUARDRAIL;
                    goal |= each.role() == Finding.Role.GOAL && each.verdict() != Verdict.OPEN;
                }
            }
            broken += rail ? 1 : 0;
            shownOrRefuted += goal ? 1 : 0;
        }
        assertThat(broken).as("rolled back of %d, seed %d", RUNS, SEED).isLessThan(RUNS / 20);
        assertThat(shownOrRefuted)
                .as("decided of %d, seed %d", RUNS, SEED)
                .isLessThanOrEqualTo(RUNS / 20);
    }

    private static List<VersionChoice> arms() {
        return List.of(new VersionChoice.Exact(2));
    }

    private static List<EvidenceSummary> stretches(long[][] counts, int last) {
        return IntStream.rangeClosed(0, last)
                .mapToObj(step ->
                        new EvidenceSummary(
                                "a",
                                List.of(
                                        arm(1, counts[step][0], counts[step][1]),
                                        arm(2, counts[step][2], counts[step][3]))))
                .toList();
    }

    private static ArmSummary arm(long version, long successes, long failures) {
        return new ArmSummary(
                new VersionChoice.Exact(version),
                new ArmCounts(successes + failures, successes, failures, 0, 0),
                LatencySummary.NONE,
                OutputSummary.NONE,
                FeedbackSummary.NONE,
                DifferenceSummary.NONE);
    }
}
