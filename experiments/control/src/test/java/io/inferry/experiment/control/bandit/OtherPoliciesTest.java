package io.inferry.experiment.control.bandit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.inferry.experiment.control.view.PolicyView;
import io.inferry.experiment.statistics.Moments;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Estimates of policies whose value is known, from logs of a bandit that learnt meanwhile. */
class OtherPoliciesTest {
    private static final int RUNS = 200;
    private static final int REQUESTS = 3_000;
    private static final String BANDIT =
            "{algorithm: linucb, exploration: 0.3, features: [{header: x-country}, {header: x-age}]}";

    @Test
    void estimatesAreUnbiasedAndTheirIntervalsCoverTheTruth() {
        long seed = new Random().nextLong();
        System.out.println("seed=" + seed);
        Tally always = new Tally(truth(new int[] {2}));
        Tally uniform = new Tally(truth(new int[] {0, 1, 2}));
        RandomGenerator seeds = new SplittableRandom(seed);
        for (int run = 0; run < RUNS; run++) {
            World world = new World(Natures.TASTES, BANDIT, seeds.nextLong()).run(REQUESTS);
            List<PolicyView> views = world.policy().policies();
            always.add(named(views, "always version 3"));
            uniform.add(named(views, "uniform"));
        }

        always.check();
        uniform.check();
    }

    @Test
    void theGreedyPolicyIsWorthMoreThanAnyArmAlone() {
        World world = new World(Natures.TASTES, BANDIT, 5).run(20_000);
        List<PolicyView> views = world.policy().policies();

        PolicyView greedy = named(views, "greedy linear");
        assertThat(views.stream().filter(view -> view.policy().startsWith("always")))
                .hasSize(3)
                .allMatch(view -> view.high() < greedy.low());
        assertThat(greedy.effective()).isBetween(1_000.0, 20_000.0);
    }

    @Test
    void thereIsNothingToSayBeforeTheFirstReward() {
        World world = new World(Natures.TASTES, BANDIT, 5).run(World.DELAY);

        assertThat(world.policy().policies()).isEmpty();
    }

    /** What choosing evenly among arms earns in the mean, over very many requests. */
    private static double truth(int[] arms) {
        RandomGenerator random = new SplittableRandom(1);
        double sum = 0;
        int requests = 1_000_000;
        for (int i = 0; i < requests; i++) {
            Map<String, String> request = Natures.TASTES.request(random);
            sum += Natures.TASTES.mean(request, arms[i % arms.length]);
        }
        return sum / requests;
    }

    private static PolicyView named(List<PolicyView> views, String name) {
        return views.stream().filter(view -> view.policy().equals(name)).findFirst().orElseThrow();
    }

    private static final class Tally {
        private final double truth;
        private Moments inverse = Moments.NONE;
        private Moments robust = Moments.NONE;
        private Moments normalised = Moments.NONE;
        private int covered;

        Tally(double truth) {
            this.truth = truth;
        }

        void add(PolicyView view) {
            inverse = inverse.plus(view.inversePropensity());
            robust = robust.plus(view.doublyRobust());
            normalised = normalised.plus(view.selfNormalised());
            covered += view.low() <= truth && truth <= view.high() ? 1 : 0;
        }

        void check() {
            System.out.printf(
                    "truth %.4f: ips %.4f ± %.4f, snips %.4f ± %.4f, dr %.4f ± %.4f, covered %d of"
                            + " %d%n",
                    truth,
                    inverse.mean(),
                    inverse.deviation(),
                    normalised.mean(),
                    normalised.deviation(),
                    robust.mean(),
                    robust.deviation(),
                    covered,
                    RUNS);
            assertThat(inverse.mean()).isEqualTo(truth, within(five(inverse)));
            assertThat(robust.mean()).isEqualTo(truth, within(five(robust)));
            assertThat(normalised.mean()).isEqualTo(truth, within(five(normalised) + 0.003));
            assertThat(robust.deviation()).isLessThan(1.1 * inverse.deviation());
            assertThat(covered).isBetween(RUNS * 84 / 100, RUNS);
        }

        /** Standard errors of the mean over all runs. */
        private static double five(Moments moments) {
            return 5 * moments.deviation() / Math.sqrt(moments.count());
        }
    }
}
