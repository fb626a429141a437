package io.inferry.experiment.evidence.shadow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The figures are those of scipy.stats.spearmanr 1.17.1. */
class RanksTest {
    private static double[] of(IntToDoubleFunction value) {
        return IntStream.range(0, 25).mapToDouble(value).toArray();
    }

    @Test
    void correlationWithTiesIsThatOfScipy() {
        assertThat(Ranks.correlation(of(j -> (j * 7) % 10), of(j -> (j * j * 3) % 11)))
                .isCloseTo(0.2154578922417538, within(1e-14));
        assertThat(Ranks.correlation(of(j -> j), of(j -> (j * j) % 23)))
                .isCloseTo(-0.08678917706583876, within(1e-14));
    }

    @Test
    void theSameOrderIsOneAndTheReverseMinusOne() {
        double[] a = {1, 5, 5, 9};
        assertThat(Ranks.correlation(a, new double[] {-3, 0, 0, 100})).isEqualTo(1);
        assertThat(Ranks.correlation(a, new double[] {4, 2, 2, 1})).isEqualTo(-1);
    }

    @Test
    void thereIsNoneWhereASideDoesNotVary() {
        assertThat(Ranks.correlation(new double[] {1, 2, 3}, new double[] {7, 7, 7})).isNaN();
        assertThat(Ranks.correlation(new double[] {1, 2, 3}, new double[] {1, Double.NaN, 3}))
                .isNaN();
    }

    @Test
    void zerosOfBothSignsAreTied() {
        assertThat(Ranks.of(new double[] {0.0, -0.0, -1})).containsExactly(2.5, 2.5, 1);
    }
}
