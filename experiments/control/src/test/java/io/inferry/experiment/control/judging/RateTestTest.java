package io.inferry.experiment.control.judging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.inferry.experiment.statistics.Rate;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RateTestTest {
    private static final double ALPHA = 0.001;

    /** How many failures in a row are enough against a control that never failed. */
    private static int failuresNeeded(long controlRequests, double margin) {
        double bound = RateTest.lower(new Rate(controlRequests, controlRequests), ALPHA) - margin;
        int failures = 0;
        while (RateTest.below(new Rate(0, failures), bound) < -Math.log(ALPHA)) {
            failures++;
        }
        return failures;
    }

    @Test
    void totalFailureShowsAfterAHandfulOfRequests() {
        assertThat(failuresNeeded(20, 0.01)).isEqualTo(10);
        assertThat(failuresNeeded(100, 0.01)).isEqualTo(4);
        assertThat(failuresNeeded(1_000, 0.01)).isEqualTo(3);
        assertThat(failuresNeeded(100_000, 0.01)).isEqualTo(2);
    }

    @Test
    void lowerEndIsWhereTheMixtureReachesItsBound() {
        double low = RateTest.lower(new Rate(100, 100), ALPHA);
        assertThat(low).isCloseTo(Math.pow(1 / (101 / ALPHA), 0.01), within(1e-9));
        assertThat(RateTest.lower(Rate.NONE, ALPHA)).isZero();
        assertThat(RateTest.lower(new Rate(0, 50), ALPHA)).isZero();
    }

    @Test
    void largeCountsNeitherOverflowNorMislead() {
        assertThat(RateTest.below(new Rate(9_900_000, 10_000_000), 0.99)).isNegative();
        assertThat(RateTest.below(new Rate(9_890_000, 10_000_000), 0.99)).isGreaterThan(100);
        assertThat(RateTest.below(new Rate(10_000_000, 10_000_000), 0.99)).isNegative();
        assertThat(RateTest.lower(new Rate(9_900_000, 10_000_000), ALPHA)).isBetween(0.9898, 0.99);
    }

    @Test
    void candidateAtItsBoundIsRarelyEverJudgedBelowIt() {
        Random random = new Random(7);
        int wrong = 0;
        int runs = 2_000;
        for (int run = 0; run < runs; run++) {
            long successes = 0;
            for (int n = 1; n <= 500; n++) {
                successes += random.nextDouble() < 0.97 ? 1 : 0;
                if (RateTest.below(new Rate(successes, n), 0.97) >= -Math.log(0.05)) {
                    wrong++;
                    break;
                }
            }
        }
        assertThat(wrong).as("of %d runs, seed 7", runs).isLessThanOrEqualTo(runs / 20);
    }
}
