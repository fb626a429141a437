package io.inferry.experiment.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class CupedTest {
    private static final double[] X = {3, 1, 4, 1, 5, 9, 2, 6};
    private static final double[] Y = {2, 7, 1, 8, 2, 8, 1, 8};

    private static PairedMoments pairs(int from, int to) {
        PairedMoments paired = PairedMoments.NONE;
        for (int i = from; i < to; i++) {
            paired = paired.plus(Y[i], X[i]);
        }
        return paired;
    }

    @Test
    void theCoMomentIsThatOfNumpyInOnePieceOrMerged() {
        assertThat(pairs(0, 8).products()).isCloseTo(13.625, within(1e-12));
        PairedMoments merged = pairs(0, 3).merge(pairs(3, 8));
        assertThat(merged.products()).isCloseTo(13.625, within(1e-12));
        assertThat(merged.outcome().mean()).isCloseTo(4.625, within(1e-12));
        assertThat(merged.merge(PairedMoments.NONE)).isEqualTo(merged);
    }

    @Test
    void adjustedMomentsAreThoseOfAdjustedOutcomes() {
        PairedMoments first = pairs(0, 4);
        PairedMoments second = pairs(4, 8);
        Cuped cuped = Cuped.pooled(first, second);
        Moments expected = Moments.NONE;
        for (int i = 4; i < 8; i++) {
            expected = expected.plus(Y[i] - cuped.theta() * (X[i] - cuped.covariateMean()));
        }
        Moments adjusted = cuped.adjusted(second);
        assertThat(adjusted.mean()).isCloseTo(expected.mean(), within(1e-12));
        assertThat(adjusted.squares()).isCloseTo(expected.squares(), within(1e-11));
    }

    @Test
    void aCovariateThatExplainsMostNarrowsTheInterval() {
        Random random = new Random(11);
        PairedMoments[] arms = {PairedMoments.NONE, PairedMoments.NONE};
        for (int i = 0; i < 4_000; i++) {
            double before = random.nextGaussian();
            double outcome = 3 * before + random.nextGaussian() + 0.1 * (i % 2);
            arms[i % 2] = arms[i % 2].plus(outcome, before);
        }
        ConfidenceSequence sequence = ConfidenceSequence.tightestAt(4_000, 0.05);
        Comparison plain = sequence.means(arms[0].outcome(), arms[1].outcome());
        Comparison reduced = Cuped.compare(sequence, arms[0], arms[1]);
        assertThat(reduced.interval().width()).isLessThan(0.35 * plain.interval().width());
        assertThat(reduced.interval().contains(0.1)).isTrue();
    }

    @Test
    void aConstantCovariateChangesNothing() {
        PairedMoments first = PairedMoments.NONE.plus(1, 5).plus(2, 5);
        PairedMoments second = PairedMoments.NONE.plus(2, 5).plus(4, 5);
        assertThat(Cuped.pooled(first, second).theta()).isZero();
        assertThat(Cuped.pooled(first, second).adjusted(second)).isEqualTo(second.outcome());
        assertThat(Cuped.pooled(PairedMoments.NONE, PairedMoments.NONE).theta()).isZero();
        assertThat(new Cuped(1, 1).adjusted(PairedMoments.NONE)).isEqualTo(Moments.NONE);
    }

    @Test
    void badPairsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PairedMoments.NONE.plus(1, Double.NaN))
                .withMessageStartingWith("value must");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PairedMoments(Moments.of(1), Moments.NONE, 0))
                .withMessageContaining("pairs, were 1 and 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Cuped(Double.NaN, 0))
                .withMessageStartingWith("theta must");
    }
}
