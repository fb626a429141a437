package io.inferry.experiment.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BoundedMeanTest {
    /** 0, 0.7, 0.4, 0.1, 0.8 and so on: mean 0.45. */
    private static final double[] VALUES =
            IntStream.range(0, 200).mapToDouble(i -> i * 7 % 10 / 10.0).toArray();

    private static EmpiricalBernstein bernstein(Bounds bounds, double... values) {
        EmpiricalBernstein sequence = EmpiricalBernstein.of(bounds, 0.05);
        for (double value : values) {
            sequence = sequence.plus(value);
        }
        return sequence;
    }

    @Test
    void empiricalBernsteinIsThatOfADirectComputation() {
        Interval interval = bernstein(Bounds.UNIT, VALUES).interval();
        assertThat(interval.lower()).isCloseTo(0.3779752864745936, within(1e-12));
        assertThat(interval.upper()).isCloseTo(0.5206882844277525, within(1e-12));
    }

    @Test
    void hedgedCapitalIsThatOfADirectComputationPlusOneCell() {
        Interval interval = HedgedCapital.of(Bounds.UNIT, 0.05, 200).plus(VALUES).interval();
        assertThat(interval.lower()).isCloseTo(0.38, within(1e-12));
        assertThat(interval.upper()).isCloseTo(0.51, within(1e-12));
    }

    @Test
    void boundsOnlyMoveAndStretchTheInterval() {
        Bounds bounds = new Bounds(-10, 10);
        double[] moved = Arrays.stream(VALUES).map(value -> 20 * value - 10).toArray();
        Interval there = bernstein(bounds, moved).interval();
        Interval here = bernstein(Bounds.UNIT, VALUES).interval();
        assertThat(there.lower()).isCloseTo(20 * here.lower() - 10, within(1e-9));
        assertThat(there.upper()).isCloseTo(20 * here.upper() - 10, within(1e-9));
    }

    @Test
    void nothingSeenIsTheWholeRange() {
        Bounds bounds = new Bounds(2, 4);
        assertThat(bernstein(bounds).interval()).isEqualTo(new Interval(3, 2, 4));
        assertThat(HedgedCapital.of(bounds, 0.05, 10).interval()).isEqualTo(new Interval(3, 2, 4));
    }

    @Test
    void outcomesAllAtABoundPushTheOtherEndOnly() {
        double[] ones = new double[500];
        Arrays.fill(ones, 1);
        Interval capital = HedgedCapital.of(Bounds.UNIT, 0.05, 200).plus(ones).interval();
        assertThat(capital.upper()).isEqualTo(1);
        assertThat(capital.lower()).isBetween(0.95, 1.0);
        assertThat(bernstein(Bounds.UNIT, ones).interval().upper()).isEqualTo(1);
        Interval zeros = HedgedCapital.of(Bounds.UNIT, 0.05, 2).plus(new double[500]).interval();
        assertThat(zeros.lower()).isZero();
    }

    @Test
    void partsMerge() {
        double[] first = Arrays.copyOfRange(VALUES, 0, 100);
        double[] second = Arrays.copyOfRange(VALUES, 100, 200);
        HedgedCapital empty = HedgedCapital.of(Bounds.UNIT, 0.05, 100);
        HedgedCapital merged = empty.plus(first).merge(empty.plus(second));
        assertThat(merged.count()).isEqualTo(200);
        assertThat(merged.interval().contains(0.45)).isTrue();
        EmpiricalBernstein both =
                bernstein(Bounds.UNIT, first).merge(bernstein(Bounds.UNIT, second));
        assertThat(both.bet().count()).isEqualTo(200);
        assertThat(both.interval().width())
                .isLessThan(bernstein(Bounds.UNIT, first).interval().width());
        assertThat(both.interval().contains(0.45)).isTrue();
    }

    @Test
    void whatIsOutsideOrOfAnotherKindIsRefused() {
        for (double bad : new double[] {Double.NaN, -0.1, 1.1, Double.POSITIVE_INFINITY}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> EmpiricalBernstein.of(Bounds.UNIT, 0.05).plus(bad))
                    .withMessageStartingWith("value must lie in [0.0, 1.0]");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> HedgedCapital.of(Bounds.UNIT, 0.05, 10).plus(bad))
                    .withMessageStartingWith("value must lie in [0.0, 1.0]");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Bounds(1, 1))
                .withMessageStartingWith("upper - lower must");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Bounds(Double.NaN, 1))
                .withMessageStartingWith("lower must");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EmpiricalBernstein.of(Bounds.UNIT, Double.NaN))
                .withMessageStartingWith("alpha must");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HedgedCapital.of(Bounds.UNIT, 0.05, 1))
                .withMessageStartingWith("cells must");
        HedgedCapital ten = HedgedCapital.of(Bounds.UNIT, 0.05, 10);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ten.merge(HedgedCapital.of(Bounds.UNIT, 0.05, 20)))
                .withMessageContaining("10 cells and 0 outcomes");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bernstein(Bounds.UNIT).merge(bernstein(new Bounds(0, 2))))
                .withMessageContaining("one kind");
    }
}
