package io.inferry.experiment.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

/** Rates looked at after every hundred outcomes: errors, power and coverage. */
class RatesUnderPeekingTest {
    private static final long SEED = 20_260_701;
    private static final double ALPHA = 0.05;
    private static final int LOOK = 100;
    private static final ConfidenceSequence SEQUENCE = ConfidenceSequence.tightestAt(10_000, ALPHA);
    private static final double NORMAL_95 = 1.959963984540054;

    private final RandomGenerator random =
            RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);

    private Rate more(Rate rate, double chance) {
        long successes = 0;
        for (int i = 0; i < LOOK; i++) {
            successes += random.nextDouble() < chance ? 1 : 0;
        }
        return rate.merge(new Rate(successes, LOOK));
    }

    /** Runs in which a look ever excluded the truth: by the sequence, and by the fixed interval. */
    private int[] everWrong(double first, double second, int runs) {
        int[] wrong = new int[2];
        for (int run = 0; run < runs; run++) {
            boolean sequential = false;
            boolean fixed = false;
            Rate one = Rate.NONE;
            Rate two = Rate.NONE;
            for (int look = 0; look < 200; look++) {
                one = more(one, first);
                two = more(two, second);
                Comparison seen = SEQUENCE.rates(one, two);
                sequential |= !seen.interval().contains(second - first);
                double error = Math.sqrt((one.variance() + two.variance()) / one.trials());
                fixed |= Math.abs(seen.difference() - second + first) > NORMAL_95 * error;
            }
            wrong[0] += sequential ? 1 : 0;
            wrong[1] += fixed ? 1 : 0;
        }
        return wrong;
    }

    @Test
    void twoThousandAlikeArmsAreRarelyCalledDifferentAndAFixedIntervalOftenDoes() {
        int[] wrong = everWrong(0.10, 0.10, 2_000);
        Tables.line(SEED, "A/A rates 0.10, fixed 95 %% interval | %.2f %% wrong", wrong[1] / 20.0);
        Tables.line(SEED, "A/A rates 0.10, sequence | %.2f %% wrong", wrong[0] / 20.0);
        assertThat(wrong[1]).as("seed %d", SEED).isGreaterThan(500);
        assertThat(wrong[0]).as("seed %d", SEED).isLessThanOrEqualTo(100);
    }

    @Test
    void rareFailuresAreNoException() {
        for (double rate : new double[] {0.005, 0.995, 0.5}) {
            int[] wrong = everWrong(rate, rate, 2_000);
            Tables.line(SEED, "A/A rates %s, sequence | %.2f %% wrong", rate, wrong[0] / 20.0);
            assertThat(wrong[0]).as("seed %d", SEED).isLessThanOrEqualTo(100);
        }
    }

    @Test
    void theTruthStaysInsideWhenTheArmsDiffer() {
        int[] wrong = everWrong(0.10, 0.115, 2_000);
        Tables.line(
                SEED,
                "0.10 against 0.115, truth inside at every look | %.2f %%",
                100 - wrong[0] / 20.0);
        assertThat(wrong[0]).as("seed %d", SEED).isLessThanOrEqualTo(100);
    }

    @Test
    void theStatedEffectIsFound() {
        int runs = 1_000;
        for (double better : new double[] {0.115, 0.12}) {
            int[] at = new int[runs];
            int found = 0;
            for (int run = 0; run < runs; run++) {
                Rate one = Rate.NONE;
                Rate two = Rate.NONE;
                RunningP p = RunningP.START;
                while (p.p() > ALPHA && one.trials() < 20_000) {
                    one = more(one, 0.10);
                    two = more(two, better);
                    p = p.seen(SEQUENCE.rates(one, two).p());
                }
                found += p.p() <= ALPHA ? 1 : 0;
                at[run] = p.p() <= ALPHA ? (int) one.trials() : Integer.MAX_VALUE;
            }
            Arrays.sort(at);
            Tables.line(
                    SEED,
                    "0.10 against %s, up to 20,000 a side | found in %.1f %%, half by %d a side",
                    better,
                    found * 100.0 / runs,
                    at[runs / 2]);
            assertThat(found).as("seed %d", SEED).isGreaterThanOrEqualTo(900);
        }
    }

    @Test
    void aCanaryThatGrowsInStepsIsNotCalledDifferentEither() {
        for (double rate : new double[] {0.5, 0.9, 0.98, 0.995}) {
            int wrong = 0;
            for (int run = 0; run < 2_000; run++) {
                wrong += stepsAreWrong(rate, SEQUENCE::rates) ? 1 : 0;
            }
            Tables.line(
                    SEED,
                    "A/A rates %s, canary of 1, 5, 25, 50 %% of 10,000 each | %.2f %% wrong",
                    rate,
                    wrong / 20.0);
            assertThat(wrong).as("seed %d", SEED).isLessThanOrEqualTo(100);
        }
    }

    @Test
    void withoutCautionASmallCanaryOfRareFailuresIsOftenCalledDifferent() {
        int wrong = 0;
        for (int run = 0; run < 2_000; run++) {
            wrong += stepsAreWrong(0.98, RatesUnderPeekingTest::incautious) ? 1 : 0;
        }
        Tables.line(
                SEED,
                "the same at 0.98, each arm's own variance only | %.2f %% wrong",
                wrong / 20.0);
        assertThat(wrong).as("seed %d", SEED).isGreaterThan(200);
    }

    private static Comparison incautious(Rate one, Rate two) {
        double variance = one.variance() / one.trials() + two.variance() / two.trials();
        double outcomes = (double) one.trials() + two.trials();
        return SEQUENCE.difference(two.mean() - one.mean(), variance, outcomes);
    }

    private boolean stepsAreWrong(double rate, BiFunction<Rate, Rate, Comparison> compare) {
        long[] successes = new long[2];
        long[] trials = new long[2];
        for (double share : new double[] {0.01, 0.05, 0.25, 0.5}) {
            for (int i = 1; i <= 10_000; i++) {
                int arm = random.nextDouble() < share ? 1 : 0;
                trials[arm]++;
                successes[arm] += random.nextDouble() < rate ? 1 : 0;
                if (i % LOOK == 0 && trials[1] >= 50) {
                    Comparison seen =
                            compare.apply(
                                    new Rate(successes[0], trials[0]),
                                    new Rate(successes[1], trials[1]));
                    if (!seen.interval().contains(0)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }
}
