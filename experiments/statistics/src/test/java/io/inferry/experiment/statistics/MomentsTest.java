package io.inferry.experiment.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class MomentsTest {
    private static final double[] VALUES = {3, 1, 4, 1, 5, 9, 2, 6};

    @Test
    void meanAndVarianceAreThoseOfNumpy() {
        Moments moments = Moments.of(VALUES);
        assertThat(moments.count()).isEqualTo(8);
        assertThat(moments.mean()).isEqualTo(3.875);
        assertThat(moments.variance()).isCloseTo(6.609375, within(1e-14));
    }

    @Test
    void partsMergeToTheWhole() {
        Moments merged = Moments.of(3, 1, 4).merge(Moments.of(1, 5, 9, 2, 6));
        assertThat(merged.count()).isEqualTo(8);
        assertThat(merged.mean()).isCloseTo(3.875, within(1e-14));
        assertThat(merged.variance()).isCloseTo(6.609375, within(1e-13));
        assertThat(merged.merge(Moments.NONE)).isEqualTo(merged);
        assertThat(Moments.NONE.merge(merged)).isEqualTo(merged);
    }

    @Test
    void largeMeansWithSmallSpreadLoseNothing() {
        Moments moments = Moments.of(1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16);
        assertThat(moments.variance()).isCloseTo(22.5, within(1e-6));
    }

    @Test
    void aWindowIsTheWholeLessItsPast() {
        Moments past = Moments.of(3, 1, 4);
        Moments whole = Moments.of(VALUES);
        Moments window = whole.since(past).orElseThrow();
        Moments expected = Moments.of(1, 5, 9, 2, 6);
        assertThat(window.count()).isEqualTo(5);
        assertThat(window.mean()).isCloseTo(expected.mean(), within(1e-12));
        assertThat(window.variance()).isCloseTo(expected.variance(), within(1e-12));
        assertThat(whole.since(whole)).contains(Moments.NONE);
        assertThat(whole.since(Moments.NONE)).contains(whole);
    }

    @Test
    void aWindowThatCancelsAwayIsRefusedRatherThanWrong() {
        Random random = new Random(7);
        Moments past = Moments.NONE;
        for (int i = 0; i < 1_000; i++) {
            past = past.plus(1e6 * random.nextGaussian());
        }
        Moments whole = past.plus(1e-3).plus(2e-3);
        Moments noisy = past.merge(new Moments(100, past.mean(), 1e-2));
        assertThat(whole.since(past)).isEmpty();
        assertThat(noisy.since(past)).isEmpty();
    }

    @Test
    void anOlderStateCannotBeTheLargerOne() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Moments.of(1).since(Moments.of(1, 2)))
                .withMessageContaining("older has 2 outcomes, this only 1");
    }

    @Test
    void ratesHaveTheVarianceOfZerosAndOnes() {
        Moments rate = Moments.ofRate(500, 5_000);
        assertThat(rate.mean()).isEqualTo(0.1);
        assertThat(rate.variance()).isCloseTo(0.09, within(1e-16));
        assertThat(Moments.ofRate(0, 0)).isEqualTo(Moments.NONE);
    }

    @Test
    void whatIsNoOutcomeIsRefusedByName() {
        for (double bad :
                new double[] {
                    Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1e141
                }) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Moments.NONE.plus(bad))
                    .withMessageStartingWith("value must lie within");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Moments(1, Double.NaN, 0))
                .withMessageStartingWith("mean must");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Moments(1, 0, Double.NaN))
                .withMessageStartingWith("squares must");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Moments(-1, 0, 0))
                .withMessageStartingWith("count must");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Moments(0, 1, 0))
                .withMessageContaining("no outcomes");
    }

    @Test
    void theLargestOutcomesDoNotOverflow() {
        Moments moments = Moments.of(1e140, -1e140, 1e140, -1e140);
        assertThat(moments.variance()).isCloseTo(1e280, within(1e268));
        assertThat(moments.merge(moments).variance()).isFinite();
    }

    @Test
    void outcomesAllAlikeAreKnownAsSuch() {
        assertThat(Moments.of(0.1, 0.1, 0.1).alike()).isTrue();
        assertThat(Moments.of(0.1, 0.1).merge(Moments.of(0.1, 0.1, 0.1)).alike()).isTrue();
        assertThat(Moments.of(0.1, 0.2).alike()).isFalse();
        assertThat(Moments.of(0, 0).alike()).isTrue();
    }
}
