package io.inferry.experiment.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

/** A canary of five percent looked at after every request, from 30 outcomes a side on. */
class BrokenCanaryTest {
    private static final long SEED = 20_260_705;
    private static final int RUNS = 1_000;
    private static final int NEVER = Integer.MAX_VALUE;
    private static final ConfidenceSequence SEQUENCE = ConfidenceSequence.tightestAt(10_000, 0.05);

    private final RandomGenerator random =
            RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);

    /** Outcomes of the canary until its success rate is shown lower by more than the margin. */
    private int outcomesUntilFound(double failures, double margin, int requests) {
        Rate running = Rate.NONE;
        Rate canary = Rate.NONE;
        for (int i = 0; i < requests; i++) {
            if (random.nextDouble() < 0.05) {
                canary = canary.merge(new Rate(random.nextDouble() < failures ? 0 : 1, 1));
            } else {
                running = running.merge(new Rate(random.nextDouble() < 0.01 ? 0 : 1, 1));
            }
            boolean enough = Math.min(running.trials(), canary.trials()) >= 30;
            if (enough && SEQUENCE.rates(running, canary).upper() < -margin) {
                return (int) canary.trials();
            }
        }
        return NEVER;
    }

    @Test
    void isFoundWithinTensOrHundredsOfItsOutcomes() {
        double[] failures = {1, 0.5, 0.1};
        int[] outcomesMax = {40, 60, 250};
        for (int i = 0; i < failures.length; i++) {
            int[] until = new int[RUNS];
            for (int run = 0; run < RUNS; run++) {
                until[run] = outcomesUntilFound(failures[i], 0.01, 100_000);
            }
            Arrays.sort(until);
            Tables.line(
                    SEED,
                    "canary of 5 %% whose failures rise from 1 to %.0f %%, margin 1 %% | found by %d"
                            + " of its outcomes (half), %d (99 %%)",
                    100 * failures[i],
                    until[RUNS / 2],
                    until[RUNS * 99 / 100]);
            assertThat(until[RUNS / 2]).as("seed %d", SEED).isLessThanOrEqualTo(outcomesMax[i]);
            assertThat(until[RUNS - 1]).as("seed %d", SEED).isLessThan(NEVER);
        }
    }

    @Test
    void aSoundOneIsRarelyTakenForBroken() {
        int wrong = 0;
        for (int run = 0; run < RUNS; run++) {
            wrong += outcomesUntilFound(0.01, 0, 20_000) < NEVER ? 1 : 0;
        }
        Tables.line(
                SEED,
                "canary of 5 %% as good as the running version, no margin, 20,000 requests | %.2f"
                        + " %% taken for worse",
                wrong * 100.0 / RUNS);
        assertThat(wrong).as("seed %d", SEED).isLessThanOrEqualTo(RUNS / 40);
    }
}
