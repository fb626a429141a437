package io.inferry.experiment.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BestArmTest {
    private static BetaPosterior beta(long successes, long trials) {
        return BetaPosterior.of(new Rate(successes, trials));
    }

    private static void close(List<Double> found, double... expected) {
        assertThat(found.stream().mapToDouble(p -> p).toArray())
                .containsExactly(expected, within(1e-9));
    }

    @Test
    void thePublishedExamplesComeOut() {
        assertThat(BestArm.better(new Rate(500, 5_000), new Rate(575, 5_000)))
                .isCloseTo(0.992261757, within(5e-10));
        assertThat(BestArm.better(new Rate(10, 100), new Rate(15, 100)))
                .isCloseTo(0.85328379, within(5e-9));
    }

    @Test
    void allFourFormsOfTheSumAgreeWithIntegration() {
        long[][] cases = {{3, 50, 30, 40}, {45, 50, 12, 40}, {20, 50, 2, 40}, {25, 50, 39, 40}};
        for (long[] c : cases) {
            double sum = BestArm.better(new Rate(c[0], c[1]), new Rate(c[2], c[3]));
            List<Double> integral =
                    BestArm.probabilities(List.of(beta(c[0], c[1]), beta(c[2], c[3])));
            assertThat(sum).isCloseTo(integral.get(1), within(1e-11));
        }
    }

    @Test
    void extremeCountsHaveAnAnswer() {
        assertThat(BestArm.better(Rate.NONE, Rate.NONE)).isEqualTo(0.5);
        Rate none = new Rate(0, 1_000_000_000);
        Rate all = new Rate(1_000_000_000, 1_000_000_000);
        assertThat(BestArm.better(none, all)).isEqualTo(1);
        assertThat(BestArm.better(all, none)).isZero();
        assertThat(BestArm.better(new Rate(300_000, 1_000_000), new Rate(300_500, 1_000_000)))
                .isCloseTo(0.7797451168815861, within(1e-6));
    }

    @Test
    void severalRatesAreThoseOfScipysIntegration() {
        close(
                BestArm.probabilities(List.of(beta(10, 100), beta(15, 100), beta(1_300, 10_000))),
                0.10025238867294686,
                0.7143992962424582,
                0.18534831508459532);
        close(
                BestArm.probabilities(List.of(beta(0, 0), beta(0, 10), beta(500_000, 1_000_000))),
                0.4999796536051168,
                0.0002644977621590769,
                0.4997558487327345);
    }

    @Test
    void severalMeansAreThoseOfScipysIntegration() {
        close(
                BestArm.probabilities(
                        List.of(
                                new NormalPosterior(0, 1, 1, 1),
                                new NormalPosterior(0.5, 2, 3, 1),
                                new NormalPosterior(0.4, 1_000, 500, 500))),
                0.30371861896278823,
                0.4367386071530344,
                0.2595427738840788);
    }

    @Test
    void armsAllAlikeShareEvenly() {
        List<Double> shares = BestArm.probabilities(Collections.nCopies(20, beta(7, 30)));
        assertThat(shares).allSatisfy(p -> assertThat(p).isCloseTo(0.05, within(1e-12)));
        assertThat(BestArm.probabilities(List.of(beta(1, 2)))).containsExactly(1.0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BestArm.probabilities(List.of()))
                .withMessageStartingWith("arms must");
    }

    @Test
    void beliefsAboutMeansFollowTheOutcomes() {
        NormalPosterior prior = new NormalPosterior(1, 2, 3, 4);
        NormalPosterior after = prior.after(Moments.of(3, 5));
        assertThat(after).isEqualTo(new NormalPosterior(2.5, 4, 4, 9.5));
        NormalPosterior apart = prior.after(Moments.of(3)).after(Moments.of(5));
        assertThat(apart.rate()).isCloseTo(9.5, within(1e-12));
        assertThat(prior.after(Moments.NONE)).isEqualTo(prior);
    }

    @Test
    void drawsFollowTheBelief() {
        Random random = new Random(3);
        for (Posterior belief :
                List.of(
                        beta(30, 100),
                        NormalPosterior.around(5, 2).after(Moments.of(4, 6, 7, 3)))) {
            Moments drawn = Moments.NONE;
            long below = 0;
            for (int i = 0; i < 20_000; i++) {
                double x = belief.sample(random);
                drawn = drawn.plus(x);
                below += belief.cumulative(x) < 0.25 ? 1 : 0;
            }
            assertThat(drawn.mean()).isCloseTo(belief.mean(), within(belief.scale() / 20));
            assertThat(below / 20_000.0).isCloseTo(0.25, within(0.015));
        }
    }

    @Test
    void badBeliefsAreRefusedByName() {
        for (double bad : new double[] {Double.NaN, 0.5, Double.POSITIVE_INFINITY}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new BetaPosterior(bad, 1))
                    .withMessageStartingWith("alpha must");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NormalPosterior(Double.NaN, 1, 1, 1))
                .withMessageStartingWith("mean must");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NormalPosterior.around(0, 0))
                .withMessageStartingWith("deviation must");
    }
}
