package io.inferry.experiment.control.bandit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** What learning saves, over several seeds; each seed is printed. */
class RegretTest {
    private static final int RUNS = 5;
    private static final int REQUESTS = 20_000;
    private static final String FEATURES = "features: [{header: x-country}, {header: x-age}]";

    @Test
    void thompsonLosesFewClicksWhereAnEvenSplitLosesMany() {
        assertThat(regret(Natures.CLICKS, "{algorithm: thompson, exploration: 0.02}"))
                .isLessThan(0.3);
    }

    @Test
    void thompsonLearnsFromAmountsOfMoneyToo() {
        assertThat(regret(Natures.MONEY, "{algorithm: thompson, exploration: 0.02}"))
                .isLessThan(0.2);
    }

    @Test
    void linUcbLearnsWhichArmIsGoodForWhom() {
        String linUcb = "{algorithm: linucb, exploration: 0.05, " + FEATURES + "}";

        assertThat(regret(Natures.TASTES, linUcb)).isLessThan(0.25);
    }

    @Test
    void whatDoesNotLookAtRequestsLosesMoreWhereTastesDiffer() {
        String linUcb = "{algorithm: linucb, exploration: 0.05, " + FEATURES + "}";

        assertThat(regret(Natures.TASTES, "{algorithm: thompson, exploration: 0.05}"))
                .isGreaterThan(3 * regret(Natures.TASTES, linUcb));
    }

    /** Of the regret of an even split. */
    private static double regret(Natures nature, String bandit) {
        double regret = 0;
        double uniform = 0;
        for (int run = 0; run < RUNS; run++) {
            long seed = new Random().nextLong();
            World world = new World(nature, bandit, seed).run(REQUESTS);
            System.out.printf(
                    "%s %s seed=%d regret=%.1f of %.1f%n",
                    nature, bandit, seed, world.regret(), world.uniformRegret());
            regret += world.regret();
            uniform += world.uniformRegret();
        }
        return regret / uniform;
    }
}
