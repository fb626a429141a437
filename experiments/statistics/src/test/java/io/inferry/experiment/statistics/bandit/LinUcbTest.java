package io.inferry.experiment.statistics.bandit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LinUcbTest {
    private static final double[] CONTEXT = {1, 0.1, 0.2};

    private static LinearArm trained() {
        return LinearArm.fresh(3, 1)
                .plus(new double[] {1, 0.5, -1}, 1)
                .plus(new double[] {1, 0.2, 0.3}, 0)
                .plus(new double[] {1, -0.7, 2}, 0.5);
    }

    @Test
    void expectationAndWidthAreThoseOfNumpysSolve() {
        LinearArm arm = trained();
        assertThat(arm.expected(CONTEXT)).isCloseTo(0.38533655101416625, within(1e-14));
        assertThat(arm.width(CONTEXT)).isCloseTo(0.5057096177790469, within(1e-14));
        assertThat(new LinUcb(2, 0).score(arm, CONTEXT))
                .isCloseTo(0.38533655101416625 + 2 * 0.5057096177790469, within(1e-14));
    }

    @Test
    void partsMergeAndStatesReturn() {
        LinearArm merged =
                LinearArm.fresh(3, 1)
                        .plus(new double[] {1, 0.5, -1}, 1)
                        .merge(
                                LinearArm.fresh(3, 1)
                                        .plus(new double[] {1, 0.2, 0.3}, 0)
                                        .plus(new double[] {1, -0.7, 2}, 0.5));
        assertThat(merged.state()).containsExactly(trained().state(), within(1e-14));
        LinearArm returned = LinearArm.of(merged.state());
        assertThat(returned.count()).isEqualTo(3);
        assertThat(returned.expected(CONTEXT)).isEqualTo(merged.expected(CONTEXT));
    }

    @Test
    void anArmIsNotChangedByWhatFollows() {
        LinearArm before = trained();
        double expected = before.expected(CONTEXT);
        before.plus(CONTEXT, 100).state()[3] = 7;
        before.state()[5] = 9;
        assertThat(before.expected(CONTEXT)).isEqualTo(expected);
    }

    @Test
    void eachContextLearnsItsOwnArm() {
        Random random = new Random(23);
        LinUcb policy = new LinUcb(1, 0.05);
        List<LinearArm> arms =
                new ArrayList<>(List.of(LinearArm.fresh(2, 1), LinearArm.fresh(2, 1)));
        int right = 0;
        for (int i = 0; i < 3_000; i++) {
            double[] context = {1, random.nextBoolean() ? 1 : -1};
            int arm = policy.propensities(arms, context).draw(random);
            double chance = (context[1] > 0) == (arm == 1) ? 0.7 : 0.3;
            double reward = random.nextDouble() < chance ? 1 : 0;
            arms.set(arm, arms.get(arm).plus(context, reward));
            right += i >= 1_000 && (context[1] > 0) == (arm == 1) ? 1 : 0;
        }
        assertThat(right).isGreaterThan(1_800);
    }

    @Test
    void theFloorIsSharedByAll() {
        List<LinearArm> arms = List.of(LinearArm.fresh(3, 1), trained());
        assertThat(new LinUcb(0, 0.1).propensities(arms, CONTEXT).each()).containsExactly(0.1, 0.9);
    }

    @Test
    void sixtyFourDimensionsStaySolvable() {
        Random random = new Random(2);
        LinearArm arm = LinearArm.fresh(64, 1);
        double[] context = new double[64];
        for (int i = 0; i < 300; i++) {
            for (int j = 0; j < context.length; j++) {
                context[j] = i % 7 == 0 ? 1e6 : random.nextGaussian();
            }
            arm = arm.plus(context, random.nextDouble());
        }
        assertThat(arm.expected(context)).isFinite();
        assertThat(arm.width(context)).isFinite();
    }

    @Test
    void badDimensionsAreClearErrors() {
        for (int bad : new int[] {0, -1, 65}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> LinearArm.fresh(bad, 1))
                    .withMessage("dimensions must lie in [1, 64], were " + bad);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> trained().plus(new double[2], 1))
                .withMessage("context must have 3 features, had 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> trained().expected(new double[4]))
                .withMessage("context must have 3 features, had 4");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> trained().merge(LinearArm.fresh(2, 1)))
                .withMessageContaining("3 dimensions")
                .withMessageContaining("2 dimensions");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LinearArm.of(new double[5]))
                .withMessageStartingWith("state must have 2 + d² + d numbers, had 5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LinearArm.of(new double[] {1, 0, -1, 0}))
                .withMessageContaining("positive definite");
    }

    @Test
    void badNumbersAreClearErrors() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> trained().plus(new double[] {1, Double.NaN, 0}, 1))
                .withMessageStartingWith("context must");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> trained().plus(CONTEXT, Double.NaN))
                .withMessageStartingWith("reward must");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LinearArm.fresh(1, Double.NaN))
                .withMessageStartingWith("ridge must");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LinearArm.of(new double[] {1, 0, Double.NaN, 0}))
                .withMessageStartingWith("state must be finite");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LinUcb(Double.NaN, 0))
                .withMessageStartingWith("alpha must");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LinUcb(1, Double.NaN))
                .withMessageStartingWith("floor must");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LinUcb(1, 0).best(List.of(), CONTEXT))
                .withMessageStartingWith("arms must");
    }
}
