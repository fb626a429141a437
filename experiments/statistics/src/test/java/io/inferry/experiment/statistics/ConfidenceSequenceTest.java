package io.inferry.experiment.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class ConfidenceSequenceTest {
    private static final Percentage NANO = withinPercentage(1e-7);
    private static final ConfidenceSequence SEQUENCE = ConfidenceSequence.tightestAt(10_000, 0.05);

    @Test
    void rhoFollowsFromTheOutcomesWhereItIsTightest() {
        assertThat(SEQUENCE.rhoSquared()).isCloseTo(0.000878180043, NANO);
    }

    @Test
    void thePublishedExamplesComeOut() {
        holds(
                new Rate(500, 5_000),
                new Rate(575, 5_000),
                new Comparison(0.015, -0.00379894865, 0.0337989486, 0.224695827));
        holds(
                new Rate(2_000, 20_000),
                new Rate(2_200, 20_000),
                new Comparison(0.01, 0.00037960797, 0.019620392, 0.0340085108));
        holds(
                new Rate(100, 1_000),
                new Rate(100, 1_000),
                new Comparison(0, -0.0444849555, 0.0444849555, 1));
    }

    private static void holds(Rate first, Rate second, Comparison expected) {
        close(SEQUENCE.rates(first, second), expected);
        close(SEQUENCE.means(first.moments(), second.moments()), expected);
    }

    private static void close(Comparison found, Comparison expected) {
        assertThat(found.difference()).isCloseTo(expected.difference(), NANO);
        assertThat(found.lower()).isCloseTo(expected.lower(), withinPercentage(3e-7));
        assertThat(found.upper()).isCloseTo(expected.upper(), withinPercentage(3e-7));
        assertThat(found.p()).isCloseTo(expected.p(), withinPercentage(3e-7));
    }

    @Test
    void pIsAlphaExactlyWhereTheIntervalTouchesZero() {
        Comparison seen = SEQUENCE.rates(new Rate(500, 5_000), new Rate(575, 5_000));
        ConfidenceSequence looser = SEQUENCE.at(seen.p());
        assertThat(looser.rates(new Rate(500, 5_000), new Rate(575, 5_000)).lower())
                .isBetween(-1e-12, 1e-12);
    }

    @Test
    void turningTheArmsTurnsTheInterval() {
        Comparison there = SEQUENCE.rates(new Rate(500, 5_000), new Rate(575, 5_000));
        Comparison back = SEQUENCE.rates(new Rate(575, 5_000), new Rate(500, 5_000));
        assertThat(back.turned()).isEqualTo(there);
    }

    @Test
    void successesOnlyLeaveAnIntervalWithWidth() {
        Comparison same = SEQUENCE.rates(new Rate(1_000, 1_000), new Rate(1_000, 1_000));
        assertThat(same.difference()).isZero();
        assertThat(same.upper()).isBetween(0.001, 0.01);
        assertThat(same.lower()).isEqualTo(-same.upper());
        assertThat(SEQUENCE.rate(new Rate(1_000, 1_000)))
                .satisfies(interval -> assertThat(interval.lower()).isBetween(0.98, 0.999))
                .satisfies(interval -> assertThat(interval.upper()).isEqualTo(1));
    }

    @Test
    void failuresOnlyAgainstSuccessesOnlyAreFoundSoon() {
        Comparison broken = SEQUENCE.rates(new Rate(100, 100), new Rate(0, 100));
        assertThat(broken.difference()).isEqualTo(-1);
        assertThat(broken.upper()).isNegative();
        assertThat(broken.p()).isLessThan(0.05);
    }

    @Test
    void aSmallArmThatSawFewFailuresIsNotCertainOfThem() {
        Rate running = new Rate(9_800, 10_000);
        Comparison lucky = SEQUENCE.rates(running, new Rate(299, 300));
        assertThat(lucky.lower()).isNegative();
    }

    @Test
    void meansOfOutcomesAllAlikeAreUnknownNotCertain() {
        Moments fives = new Moments(100, 5, 0);
        assertThat(SEQUENCE.means(fives, fives).upper()).isInfinite();
        assertThat(SEQUENCE.means(fives, fives).p()).isEqualTo(1);
        assertThat(SEQUENCE.mean(fives).upper()).isInfinite();
        Comparison apart = SEQUENCE.means(fives, new Moments(100, 6, 0));
        assertThat(apart.lower()).isFinite().isPositive();
        Comparison mixed = SEQUENCE.means(fives, new Moments(100, 6, 400));
        assertThat(mixed.upper() - mixed.lower()).isGreaterThan(0.5);
    }

    @Test
    void roundingIsNoDifference() {
        Moments merged = Moments.of(0.1, 0.1).merge(Moments.of(0.1, 0.1, 0.1));
        Comparison same = SEQUENCE.means(merged, Moments.of(0.1, 0.1, 0.1));
        assertThat(same.p()).isEqualTo(1);
        assertThat(same.difference()).isZero();
    }

    @Test
    void nothingSeenIsUnknown() {
        assertThat(SEQUENCE.rates(Rate.NONE, new Rate(1, 2))).isEqualTo(Comparison.UNKNOWN);
        assertThat(SEQUENCE.means(Moments.NONE, Moments.of(1))).isEqualTo(Comparison.UNKNOWN);
        assertThat(SEQUENCE.rate(Rate.NONE)).isEqualTo(new Interval(0, 0, 1));
        assertThat(SEQUENCE.mean(Moments.NONE).contains(1e100)).isTrue();
    }

    @Test
    void countlessAndHugeOutcomesStayNumbers() {
        Rate countless = new Rate(Long.MAX_VALUE / 4, Long.MAX_VALUE / 2);
        assertThat(SEQUENCE.rates(countless, countless).upper()).isFinite().isPositive();
        Moments huge = Moments.of(1e140, -1e140, 1e140);
        assertThat(SEQUENCE.means(huge, Moments.of(1e140, 1e139, 1e140)).upper()).isFinite();
        assertThat(SEQUENCE.difference(1e300, 1e-300, 1e18).p()).isZero();
    }

    @Test
    void argumentsOutsideTheirRangeAreRefusedByName() {
        for (double bad : new double[] {Double.NaN, 0, 1, -1, 2}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new ConfidenceSequence(bad, 1))
                    .withMessageStartingWith("alpha must");
        }
        for (double bad : new double[] {Double.NaN, 0, -1, Double.POSITIVE_INFINITY}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new ConfidenceSequence(0.05, bad))
                    .withMessageStartingWith("rhoSquared must");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ConfidenceSequence.tightestAt(bad, 0.05))
                    .withMessageStartingWith("outcomes must");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SEQUENCE.difference(Double.NaN, 1, 1))
                .withMessageStartingWith("estimate must");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SEQUENCE.difference(1, Double.NaN, 1))
                .withMessageStartingWith("variance must");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SEQUENCE.difference(1, -1, 1))
                .withMessageStartingWith("variance must");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SEQUENCE.difference(1, 1, Double.NaN))
                .withMessageStartingWith("outcomes must");
    }

    @Test
    void theSmallestPIsKept() {
        RunningP running = RunningP.START.seen(0.4).seen(0.02).seen(0.7);
        assertThat(running.p()).isEqualTo(0.02);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RunningP.START.seen(Double.NaN))
                .withMessageStartingWith("now must");
    }

    @Test
    void theMixtureTestIsTheSameWithItsOwnTuning() {
        double variance = 0.0001;
        double outcomes = 5_000;
        MixtureSprt mixture = new MixtureSprt(outcomes * SEQUENCE.rhoSquared() * variance);
        assertThat(mixture.p(0.03, variance))
                .isCloseTo(SEQUENCE.difference(0.03, variance, outcomes).p(), NANO);
        assertThat(new MixtureSprt(0.01).p(0.03, 0.0001)).isCloseTo(0.11673074908026154, NANO);
        assertThat(mixture.p(Moments.NONE, Moments.of(1, 2))).isEqualTo(1);
        assertThat(mixture.p(1, 0)).isEqualTo(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MixtureSprt(Double.NaN))
                .withMessageStartingWith("tauSquared must");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> mixture.p(Double.NaN, 1))
                .withMessageStartingWith("estimate must");
    }
}
