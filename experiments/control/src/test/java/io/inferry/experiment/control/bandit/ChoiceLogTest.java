package io.inferry.experiment.control.bandit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChoiceLogTest {
    /** Room for some 1,200 choices of one number: more than a block. */
    private final ChoiceLog log = new ChoiceLog(1, 200_000);

    @Test
    void theOldestIsForgottenFirst() {
        int most = log.sizeMax();
        for (int i = 0; i < most + 10; i++) {
            log.add(choice(i));
        }

        assertThat(log.size()).isEqualTo(most);
        assertThat(log.reward("r9", 1)).isEmpty();
        assertThat(log.reward("r10", 1)).isPresent();
        assertThat(log.reward("r" + (most + 9), 2)).isPresent();
        assertThat(rewards(10)).containsExactly(1.0, 2.0);
    }

    @Test
    void itsBytesAreWhatItWasGiven() {
        assertThat(log.bytesMax()).isBetween(199_000L, 200_000L);
    }

    @Test
    void aRewardThatWasForgottenWithItsChoiceIsNotCountedAnyMore() {
        int most = log.sizeMax();
        for (int i = 0; i < 3 * most; i++) {
            log.add(choice(i));
            log.reward("r" + i, i);
        }

        assertThat(rewards(most + 1)).hasSize(most).startsWith(2.0 * most).endsWith(3.0 * most - 1);
        assertThat(rewards(3)).containsExactly(3.0 * most - 3, 3.0 * most - 2, 3.0 * most - 1);
    }

    @Test
    void onlyTheFirstRewardCountsAndAnIdIsOneChoice() {
        log.add(choice(1));
        log.add(new Choice("r1", context(9), 1, 0.5));

        assertThat(log.reward("r1", 5).orElseThrow().arm()).isZero();
        assertThat(log.reward("r1", 6)).isEmpty();
        assertThat(log.reward("nobody", 6)).isEmpty();
        assertThat(rewards(9)).containsExactly(5.0);
    }

    private List<Double> rewards(int most) {
        List<Double> rewards = new ArrayList<>();
        log.forEachRewarded(most, (choice, reward) -> rewards.add(reward));
        return rewards;
    }

    private static Choice choice(int number) {
        return new Choice("r" + number, context(number), 0, 0.25);
    }

    private static Context context(float value) {
        return new Context(new short[] {0}, new float[] {value});
    }
}
