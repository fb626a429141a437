package io.inferry.experiment.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

/** Latency quantiles looked at after every hundred outcomes, on sketches of two digits. */
class QuantilesUnderPeekingTest {
    private static final long SEED = 20_260_703;
    private static final int RUNS = 2_000;
    private static final int LOOK = 100;

    private final RandomGenerator random =
            RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);

    /** Lognormal around a millisecond, in microseconds. */
    private long latency() {
        return Math.round(1_000 * Math.exp(0.3 * random.nextGaussian()));
    }

    private Histogram more(Histogram histogram, double slower) {
        for (int i = 0; i < LOOK; i++) {
            histogram.recordValue(Math.round(slower * latency()));
        }
        return histogram;
    }

    @Test
    void alikeArmsAreRarelyCalledDifferentAndTheTruthStaysInside() {
        double[][] cases = {{0.5, 1_000, 0}, {0.95, 1_000, 1.6448536269514722}};
        for (double[] one : cases) {
            double truth = one[1] * Math.exp(0.3 * one[2]);
            QuantileSequence sequence = QuantileSequence.tightestAt(one[0], 2_000, 0.05);
            int apart = 0;
            int outside = 0;
            for (int run = 0; run < RUNS; run++) {
                boolean[] wrong = everWrong(sequence, truth);
                apart += wrong[0] ? 1 : 0;
                outside += wrong[1] ? 1 : 0;
            }
            Tables.line(SEED, "A/A quantile %s | %.2f %% wrong", one[0], apart * 100.0 / RUNS);
            Tables.line(
                    SEED,
                    "quantile %s, truth inside at every look | %.2f %%",
                    one[0],
                    100 - outside * 100.0 / RUNS);
            assertThat(apart).as("seed %d", SEED).isLessThanOrEqualTo(RUNS / 20);
            assertThat(outside).as("seed %d", SEED).isLessThanOrEqualTo(RUNS / 20);
        }
    }

    private boolean[] everWrong(QuantileSequence sequence, double truth) {
        Histogram one = new Histogram(2);
        Histogram two = new Histogram(2);
        boolean[] wrong = new boolean[2];
        for (int look = 0; look < 30; look++) {
            BucketCounts first = BucketCounts.of(more(one, 1), 1);
            BucketCounts second = BucketCounts.of(more(two, 1), 1);
            wrong[0] |= !sequence.difference(first, second).interval().contains(0);
            wrong[1] |= !sequence.interval(first).contains(truth);
        }
        return wrong;
    }

    @Test
    void aFifthSlowerIsFound() {
        QuantileSequence sequence = QuantileSequence.tightestAt(0.95, 2_000, 0.05);
        int found = 0;
        long outcomes = 0;
        for (int run = 0; run < 200; run++) {
            Histogram one = new Histogram(2);
            Histogram two = new Histogram(2);
            for (int look = 0; look < 50; look++) {
                BucketCounts first = BucketCounts.of(more(one, 1), 1);
                BucketCounts second = BucketCounts.of(more(two, 1.2), 1);
                if (sequence.difference(first, second).lower() > 0) {
                    found++;
                    outcomes += first.count();
                    break;
                }
            }
        }
        Tables.line(
                SEED,
                "p95 higher by a fifth, up to 5,000 a side | found in %.1f %%, on average by %d",
                found / 2.0,
                outcomes / Math.max(1, found));
        assertThat(found).as("seed %d", SEED).isGreaterThanOrEqualTo(180);
    }
}
