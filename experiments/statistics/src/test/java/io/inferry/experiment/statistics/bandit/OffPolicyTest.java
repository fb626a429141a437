package io.inferry.experiment.statistics.bandit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OffPolicyTest {
    private static final OffPolicy UNCLIPPED = new OffPolicy(Double.POSITIVE_INFINITY);
    private static final Propensities MOSTLY_SECOND = new Propensities(List.of(0.2, 0.8));
    private static final Propensities MOSTLY_FIRST = new Propensities(List.of(0.9, 0.1));
    private static final List<LoggedChoice> LOG =
            List.of(
                    new LoggedChoice(0, 0.5, 1, MOSTLY_SECOND, List.of(0.6, 0.3)),
                    new LoggedChoice(1, 0.5, 0, MOSTLY_SECOND, List.of(0.5, 0.4)),
                    new LoggedChoice(1, 0.25, 1, MOSTLY_FIRST, List.of(0.7, 0.5)),
                    new LoggedChoice(0, 0.75, 0.5, MOSTLY_FIRST, List.of(0.4, 0.1)));

    @Test
    void estimatesAreThoseOfNumpy() {
        OffPolicy.Estimates estimates = UNCLIPPED.of(LOG);
        close(estimates.inversePropensity(), 0.35, 0.12583057392117916);
        close(estimates.selfNormalised().orElseThrow(), 0.3888888888888889, 0.2011626016888929);
        close(estimates.doublyRobust().orElseThrow(), 0.4175, 0.23023086239685597);
        assertThat(estimates.effectiveRows()).isCloseTo(3, within(1e-12));
        assertThat(estimates.clipped()).isZero();
        assertThat(estimates.rows()).isEqualTo(4);
    }

    private static void close(OffPolicy.Estimate found, double value, double error) {
        assertThat(found.value()).isCloseTo(value, within(1e-14));
        assertThat(found.standardError()).isCloseTo(error, within(1e-14));
    }

    @Test
    void weightsAreClippedAndCounted() {
        OffPolicy.Estimates clipped = new OffPolicy(1).of(LOG);
        assertThat(clipped.clipped()).isEqualTo(2);
        assertThat(clipped.inversePropensity().value())
                .isCloseTo((0.4 + 0 + 0.4 + 0.5) / 4, within(1e-14));
    }

    @Test
    void whatThePolicyWouldEarnIsFoundFromAnothersLog() {
        Random random = new Random(31);
        double[] rates = {0.2, 0.6};
        Propensities target = new Propensities(List.of(0.1, 0.9));
        int covered = 0;
        for (int run = 0; run < 200; run++) {
            List<LoggedChoice> log = new ArrayList<>();
            for (int i = 0; i < 400; i++) {
                int arm = random.nextDouble() < 0.7 ? 0 : 1;
                double reward = random.nextDouble() < rates[arm] ? 1 : 0;
                log.add(
                        new LoggedChoice(
                                arm, arm == 0 ? 0.7 : 0.3, reward, target, List.of(0.25, 0.5)));
            }
            OffPolicy.Estimates found = UNCLIPPED.of(log);
            covered += covers(found.inversePropensity(), 0.56);
            covered += covers(found.selfNormalised().orElseThrow(), 0.56);
            covered += covers(found.doublyRobust().orElseThrow(), 0.56);
        }
        assertThat(covered / 600.0).isBetween(0.92, 0.98);
    }

    private static int covers(OffPolicy.Estimate estimate, double truth) {
        return Math.abs(estimate.value() - truth) <= 1.96 * estimate.standardError() ? 1 : 0;
    }

    @Test
    void whatCannotBeEstimatedIsEmptyOrInfinite() {
        LoggedChoice never =
                new LoggedChoice(0, 0.5, 1, new Propensities(List.of(0.0, 1.0)), List.of());
        OffPolicy.Estimates estimates = UNCLIPPED.of(List.of(never));
        assertThat(estimates.selfNormalised()).isEmpty();
        assertThat(estimates.doublyRobust()).isEmpty();
        assertThat(estimates.effectiveRows()).isZero();
        assertThat(estimates.inversePropensity().standardError()).isInfinite();
    }

    @Test
    void badRowsAreRefusedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UNCLIPPED.of(List.of()))
                .withMessageStartingWith("log must");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new OffPolicy(Double.NaN))
                .withMessageStartingWith("weightMax must");
        for (double bad : new double[] {Double.NaN, 0, 1.1}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new LoggedChoice(0, bad, 1, MOSTLY_FIRST, List.of()))
                    .withMessageStartingWith("propensity must");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LoggedChoice(2, 0.5, 1, MOSTLY_FIRST, List.of()))
                .withMessage("arm must lie in [0, 1], was 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LoggedChoice(0, 0.5, Double.NaN, MOSTLY_FIRST, List.of()))
                .withMessageStartingWith("reward must");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LoggedChoice(0, 0.5, 1, MOSTLY_FIRST, List.of(1.0)))
                .withMessageStartingWith("predicted must have 2");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new LoggedChoice(0, 0.5, 1, MOSTLY_FIRST, List.of(1.0, Double.NaN)))
                .withMessageStartingWith("predicted must be finite");
    }
}
