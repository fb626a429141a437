package io.inferry.experiment.statistics.bandit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.inferry.experiment.statistics.BetaPosterior;
import io.inferry.experiment.statistics.NormalPosterior;
import io.inferry.experiment.statistics.Posterior;
import io.inferry.experiment.statistics.Rate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class ThompsonTest {
    private static final List<Posterior> ARMS =
            List.of(
                    BetaPosterior.of(new Rate(10, 100)),
                    BetaPosterior.of(new Rate(15, 100)),
                    BetaPosterior.of(new Rate(1_300, 10_000)));

    @Test
    void propensitiesAreTheChancesToBeBestWithAFloor() {
        List<Double> each = new Thompson(ARMS, 0.1).propensities().each();
        assertThat(each.get(0)).isCloseTo(0.1 + 0.7 * 0.10025238867294686, within(1e-9));
        assertThat(each.get(1)).isCloseTo(0.1 + 0.7 * 0.7143992962424582, within(1e-9));
        assertThat(each.stream().mapToDouble(p -> p).sum()).isCloseTo(1, within(1e-12));
    }

    @Test
    void choicesComeAsOftenAsThePropensitiesSay() {
        RandomGenerator random = new Random(5);
        for (List<Posterior> arms :
                List.of(
                        ARMS,
                        List.<Posterior>of(
                                new NormalPosterior(0, 1, 1, 1),
                                new NormalPosterior(0.5, 2, 3, 1)))) {
            Thompson thompson = new Thompson(arms, 0.05);
            Propensities propensities = thompson.propensities();
            int[] chosen = new int[arms.size()];
            int[] drawn = new int[arms.size()];
            for (int i = 0; i < 20_000; i++) {
                chosen[thompson.choose(random)]++;
                drawn[propensities.draw(random)]++;
            }
            for (int arm = 0; arm < chosen.length; arm++) {
                double expected = propensities.each().get(arm);
                assertThat(chosen[arm] / 20_000.0).isCloseTo(expected, within(0.012));
                assertThat(drawn[arm] / 20_000.0).isCloseTo(expected, within(0.012));
            }
        }
    }

    @Test
    void theBetterArmGetsTheTraffic() {
        RandomGenerator random = new Random(17);
        double[] rates = {0.10, 0.12, 0.15};
        List<Rate> seen = new ArrayList<>(Collections.nCopies(3, Rate.NONE));
        for (int round = 0; round < 200; round++) {
            List<Posterior> beliefs =
                    new ArrayList<>(seen.stream().map(BetaPosterior::of).toList());
            Propensities propensities = new Thompson(beliefs, 0.02).propensities();
            for (int i = 0; i < 100; i++) {
                int arm = propensities.draw(random);
                long success = random.nextDouble() < rates[arm] ? 1 : 0;
                seen.set(arm, seen.get(arm).merge(new Rate(success, 1)));
            }
        }
        assertThat(seen.get(2).trials()).isGreaterThan(15_000);
        assertThat(seen.get(0).trials()).isGreaterThan(300);
    }

    @Test
    void badFloorsAndPropensitiesAreRefused() {
        for (double bad : new double[] {Double.NaN, -0.1, 0.4}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Thompson(ARMS, bad))
                    .withMessageStartingWith("floor must lie in [0, 1/3]");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Propensities(List.of(0.5, 0.3, 0.2)).withFloor(bad))
                    .withMessageStartingWith("floor must");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Thompson(List.of(), 0))
                .withMessageStartingWith("arms must");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Propensities(List.of(0.5, 0.6)))
                .withMessageStartingWith("propensities must sum to 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Propensities(List.of(Double.NaN, 1.0)))
                .withMessageStartingWith("propensities must be at least 0");
    }

    @Test
    void anArmWithoutChanceIsNeverDrawn() {
        Propensities certain = new Propensities(List.of(0.0, 1.0, 0.0));
        RandomGenerator random = new Random(1);
        for (int i = 0; i < 1_000; i++) {
            assertThat(certain.draw(random)).isEqualTo(1);
        }
    }
}
