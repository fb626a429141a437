package io.inferry.experiment.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class RateTest {
    @Test
    void countsAddAndSubtractExactly() {
        Rate past = new Rate(3, 10);
        Rate window = new Rate(5, 7);
        assertThat(past.merge(window)).isEqualTo(new Rate(8, 17));
        assertThat(past.merge(window).since(past)).isEqualTo(window);
    }

    @Test
    void impossibleCountsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Rate(3, 2))
                .withMessage("successes must lie in [0, trials], were 3 of 2");
        assertThatIllegalArgumentException().isThrownBy(() -> new Rate(-1, 2));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Rate(0, -1))
                .withMessageStartingWith("trials");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Rate(1, 5).since(new Rate(2, 4)))
                .withMessageContaining("is not an older state");
    }

    @Test
    void countsThatOverflowAreAnErrorNotANegativeNumber() {
        Rate huge = new Rate(Long.MAX_VALUE, Long.MAX_VALUE);
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> huge.merge(new Rate(1, 1)));
        assertThat(huge.moments().variance()).isZero();
    }
}
