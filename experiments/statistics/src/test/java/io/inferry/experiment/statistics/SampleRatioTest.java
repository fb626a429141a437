package io.inferry.experiment.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.List;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class SampleRatioTest {
    private static final Percentage NANO = withinPercentage(1e-7);
    private static final List<Double> EVEN = List.of(1.0, 1.0);

    @Test
    void thePublishedExamplesComeOut() {
        assertThat(SampleRatio.p(List.of(5_100L, 4_900L), EVEN)).isCloseTo(0.0455002639, NANO);
        assertThat(SampleRatio.p(List.of(5_200L, 4_800L), EVEN)).isCloseTo(0.0000633424837, NANO);
    }

    @Test
    void threeUnevenArmsAreThoseOfScipy() {
        assertThat(SampleRatio.p(List.of(900L, 500L, 600L), List.of(50.0, 25.0, 25.0)))
                .isCloseTo(3.0590232050182594e-7, NANO);
    }

    @Test
    void theSequentialTestIsTheDirichletMultinomialOfScipy() {
        SequentialRatio seen =
                SequentialRatio.tightestAt(EVEN, 10_000, 0.001).seen(List.of(5_200L, 4_800L));
        assertThat(seen.p()).isCloseTo(0.002218321839831462, withinPercentage(1e-6));
        assertThat(seen.alarm(0.001)).isFalse();
        assertThat(seen.seen(List.of(5_300L, 4_700L)).alarm(0.001)).isTrue();
    }

    @Test
    void anAlarmStays() {
        SequentialRatio alarmed =
                SequentialRatio.tightestAt(EVEN, 10_000, 0.001).seen(List.of(5_300L, 4_700L));
        assertThat(alarmed.seen(List.of(6_000L, 6_000L)).p()).isEqualTo(alarmed.p());
        assertThat(alarmed.next(List.of(1.0, 3.0)).seen(List.of(250L, 750L)).alarm(0.001)).isTrue();
    }

    @Test
    void evidenceOfSeveralPhasesMultiplies() {
        SequentialRatio first =
                SequentialRatio.tightestAt(List.of(9.0, 1.0), 10_000, 0.001)
                        .seen(List.of(4_430L, 570L));
        SequentialRatio second = first.next(EVEN).seen(List.of(2_400L, 2_600L));
        SequentialRatio alone =
                SequentialRatio.tightestAt(EVEN, 10_000, 0.001).seen(List.of(2_400L, 2_600L));
        assertThat(second.p()).isCloseTo(first.p() * alone.p(), NANO);
    }

    @Test
    void nothingAssignedIsNoAlarm() {
        assertThat(SampleRatio.p(List.of(0L, 0L), EVEN)).isEqualTo(1);
        SequentialRatio start = SequentialRatio.tightestAt(EVEN, 1_000, 0.01);
        assertThat(start.seen(List.of(0L, 0L)).p()).isEqualTo(1);
    }

    @Test
    void anArmThatGetsNothingIsFoundSoon() {
        SequentialRatio start = SequentialRatio.tightestAt(EVEN, 1_000, 0.001);
        assertThat(start.seen(List.of(40L, 0L)).alarm(0.001)).isTrue();
        assertThat(start.seen(List.of(1L << 60, 0L)).p()).isZero();
    }

    @Test
    void badCountsAndWeightsAreRefusedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SampleRatio.p(List.of(1L), List.of(1.0)))
                .withMessageStartingWith("weights must be at least 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SampleRatio.p(List.of(1L, 2L), List.of(1.0, 1.0, 1.0)))
                .withMessage("counts and weights must have equal lengths, were 2 and 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SampleRatio.p(List.of(1L, -2L), EVEN))
                .withMessageStartingWith("counts must");
        for (double bad : new double[] {Double.NaN, 0, -1, Double.POSITIVE_INFINITY}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> SampleRatio.p(List.of(1L, 2L), List.of(1.0, bad)))
                    .withMessageStartingWith("weights must");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SequentialRatio(EVEN, Double.NaN, 0, 0, 0))
                .withMessageStartingWith("concentration must");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SequentialRatio(EVEN, 1, 0, 0, Double.NaN))
                .withMessageStartingWith("largest must");
    }
}
