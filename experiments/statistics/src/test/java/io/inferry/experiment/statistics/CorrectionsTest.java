package io.inferry.experiment.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class CorrectionsTest {
    private static final List<Double> PS = List.of(0.01, 0.04, 0.03, 0.005);

    @Test
    void holmAdjustsAsRsPAdjust() {
        close(Corrections.holm(PS), 0.03, 0.06, 0.06, 0.02);
        close(Corrections.holm(List.of(0.9, 0.8)), 1, 1);
    }

    @Test
    void benjaminiHochbergAdjustsAsRsPAdjust() {
        close(Corrections.benjaminiHochberg(PS), 0.02, 0.04, 0.04, 0.02);
        close(Corrections.benjaminiHochberg(List.of(0.2)), 0.2);
    }

    private static void close(List<Double> found, double... expected) {
        assertThat(found.stream().mapToDouble(p -> p).toArray())
                .containsExactly(expected, within(1e-15));
    }

    @Test
    void nothingToCorrectIsNothing() {
        assertThat(Corrections.holm(List.of())).isEmpty();
        assertThat(Corrections.benjaminiHochberg(List.of())).isEmpty();
    }

    @Test
    void theAlphasOfAllLooksSumToAlpha() {
        double sum =
                LongStream.rangeClosed(1, 100_000)
                        .mapToDouble(look -> Corrections.alphaOfLook(0.05, look))
                        .sum();
        assertThat(sum).isCloseTo(0.05, within(1e-6));
        assertThat(Corrections.alphaEach(0.05, 5)).isCloseTo(0.01, within(1e-15));
    }

    @Test
    void badArgumentsAreRefusedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Corrections.holm(Arrays.asList(0.1, Double.NaN)))
                .withMessageStartingWith("p must");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Corrections.alphaEach(0.05, 0))
                .withMessageStartingWith("comparisons must");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Corrections.alphaOfLook(Double.NaN, 1))
                .withMessageStartingWith("alpha must");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Corrections.alphaOfLook(0.05, 0))
                .withMessageStartingWith("look must");
    }
}
