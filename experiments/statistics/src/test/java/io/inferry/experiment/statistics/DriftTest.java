package io.inferry.experiment.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class DriftTest {
    private static final List<Long> REFERENCE = List.of(100L, 200L, 300L);
    private static final List<Long> MOVED = List.of(120L, 200L, 280L);

    /** Ten bins of very different shares, as predicted classes are. */
    private static final double[] SHARES = {
        0.3, 0.2, 0.15, 0.1, 0.08, 0.06, 0.05, 0.03, 0.02, 0.01
    };

    @Test
    void distancesAreThoseOfNumpy() {
        assertThat(Drift.POPULATION_STABILITY.distance(REFERENCE, MOVED))
                .isCloseTo(0.008324723339786882, within(1e-15));
        assertThat(Drift.JENSEN_SHANNON.distance(REFERENCE, MOVED))
                .isCloseTo(0.0010395002544666635, within(1e-15));
        assertThat(Drift.KOLMOGOROV_SMIRNOV.distance(REFERENCE, MOVED))
                .isCloseTo(20 / 600.0, within(1e-15));
    }

    @Test
    void nothingSharedIsTheGreatestDistance() {
        List<Long> left = List.of(1_000L, 0L);
        List<Long> right = List.of(0L, 1_000L);
        assertThat(Drift.KOLMOGOROV_SMIRNOV.distance(left, right)).isEqualTo(1);
        assertThat(Drift.JENSEN_SHANNON.distance(left, right)).isCloseTo(Math.log(2), within(0.01));
        assertThat(Drift.POPULATION_STABILITY.distance(left, right)).isFinite().isGreaterThan(10);
    }

    @Test
    void anEmptySideHasNoDistanceAndEndlessNoise() {
        for (Drift drift : Drift.values()) {
            assertThat(drift.distance(REFERENCE, List.of(0L, 0L, 0L))).isZero();
            assertThat(drift.noise(3, 600, 0, 0.01)).isInfinite();
        }
    }

    @Test
    void theSampleThatAThresholdNeedsIsWhereTheNoiseReachesIt() {
        assertThat(Drift.POPULATION_STABILITY.outcomesMin(10, 0.1, 0.01)).isEqualTo(434);
        for (Drift drift : Drift.values()) {
            long needed = drift.outcomesMin(10, 0.02, 0.01);
            assertThat(drift.noise(10, needed, needed, 0.01)).isLessThanOrEqualTo(0.02);
            assertThat(drift.noise(10, needed - 1, needed - 1, 0.01)).isGreaterThan(0.02);
        }
        assertThat(Drift.JENSEN_SHANNON.outcomesMin(10, 0.5, 0.01)).isEqualTo(50);
    }

    @Test
    void withThatSampleChanceRarelyExceedsTheThreshold() {
        long seed = 20_260_731;
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        double[] thresholds = {0.1, 0.02, 0.1};
        for (Drift drift : Drift.values()) {
            double threshold = thresholds[List.of(Drift.values()).indexOf(drift)];
            long needed = drift.outcomesMin(SHARES.length, threshold, 0.05);
            int exceeded = 0;
            for (int run = 0; run < 2_000; run++) {
                List<Long> one = draw(random, needed);
                List<Long> two = draw(random, needed);
                exceeded += drift.distance(one, two) > threshold ? 1 : 0;
            }
            Tables.line(
                    seed,
                    "drift, none there | %s > %s at %d a side, alpha 0.05 | %.2f %%",
                    drift,
                    threshold,
                    needed,
                    exceeded / 20.0);
            assertThat(exceeded).as("seed %d, %s", seed, drift).isLessThanOrEqualTo(120);
        }
    }

    private static List<Long> draw(RandomGenerator random, long outcomes) {
        List<Long> counts = new ArrayList<>(Collections.nCopies(SHARES.length, 0L));
        for (long i = 0; i < outcomes; i++) {
            double place = random.nextDouble();
            int bin = 0;
            while (bin < SHARES.length - 1 && place >= SHARES[bin]) {
                place -= SHARES[bin];
                bin++;
            }
            counts.set(bin, counts.get(bin) + 1);
        }
        return counts;
    }

    @Test
    void badArgumentsAreRefusedByName() {
        Drift drift = Drift.POPULATION_STABILITY;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> drift.distance(REFERENCE, List.of(1L)))
                .withMessageContaining("equal lengths, were 3 and 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> drift.distance(List.of(1L), List.of(1L)))
                .withMessageStartingWith("bins must");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> drift.distance(List.of(1L, -1L), List.of(1L, 1L)))
                .withMessageStartingWith("counts must");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> drift.noise(10, 1, 1, Double.NaN))
                .withMessageStartingWith("alpha must");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> drift.outcomesMin(10, Double.NaN, 0.05))
                .withMessageStartingWith("threshold must");
    }
}
