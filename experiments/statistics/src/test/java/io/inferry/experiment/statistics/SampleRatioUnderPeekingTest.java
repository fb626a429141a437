package io.inferry.experiment.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

/** Assignments looked at after every fifty requests. */
class SampleRatioUnderPeekingTest {
    private static final long SEED = 20_260_704;
    private static final int RUNS = 2_000;
    private static final double ALPHA = 0.05;

    private final RandomGenerator random =
            RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);

    /** Alarms by the sequential test, and by the chi-square of one look, over a canary's steps. */
    private boolean[] alarms(double lost) {
        SequentialRatio state = SequentialRatio.tightestAt(List.of(0.99, 0.01), 10_000, ALPHA);
        boolean fixed = false;
        for (double share : new double[] {0.01, 0.05, 0.25, 0.5}) {
            List<Double> weights = List.of(1 - share, share);
            state = state.next(weights);
            long[] counts = new long[2];
            for (int i = 1; i <= 5_000; i++) {
                int arm = random.nextDouble() < share ? 1 : 0;
                if (arm == 0 || random.nextDouble() >= lost) {
                    counts[arm]++;
                }
                if (i % 50 == 0) {
                    List<Long> seen = List.of(counts[0], counts[1]);
                    state = state.seen(seen);
                    fixed |= i >= 500 && SampleRatio.p(seen, weights) <= ALPHA;
                }
            }
        }
        return new boolean[] {state.alarm(ALPHA), fixed};
    }

    private double[] rates(double lost, int runs) {
        int[] alarms = new int[2];
        for (int run = 0; run < runs; run++) {
            boolean[] alarm = alarms(lost);
            alarms[0] += alarm[0] ? 1 : 0;
            alarms[1] += alarm[1] ? 1 : 0;
        }
        return new double[] {alarms[0] * 100.0 / runs, alarms[1] * 100.0 / runs};
    }

    @Test
    void rightAssignmentRarelyAlarmsOverAllSteps() {
        double[] wrong = rates(0, RUNS);
        Tables.line(
                SEED, "sample ratio right, chi-square at every look | %.2f %% alarms", wrong[1]);
        Tables.line(SEED, "sample ratio right, sequential | %.2f %% alarms", wrong[0]);
        assertThat(wrong[0]).as("seed %d", SEED).isLessThanOrEqualTo(5);
        assertThat(wrong[1]).as("seed %d", SEED).isGreaterThan(25);
    }

    @Test
    void lostRequestsAlarm() {
        double[] found = rates(0.1, 500);
        Tables.line(
                SEED,
                "a tenth of the canary's requests lost, sequential | %.1f %% alarms",
                found[0]);
        assertThat(found[0]).as("seed %d", SEED).isGreaterThanOrEqualTo(90);
    }
}
