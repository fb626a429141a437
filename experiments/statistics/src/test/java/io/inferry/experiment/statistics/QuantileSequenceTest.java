package io.inferry.experiment.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class QuantileSequenceTest {
    private static final QuantileSequence P95 = QuantileSequence.tightestAt(0.95, 5_000, 0.05);

    /** 1 to n, each once. */
    private static BucketCounts upTo(long n, int digits) {
        Histogram histogram = new Histogram(digits);
        for (long value = 1; value <= n; value++) {
            histogram.recordValue(value);
        }
        return BucketCounts.of(histogram, 1);
    }

    @Test
    void ranksAreThoseOfADirectSearchWithScipy() {
        ranks(QuantileSequence.tightestAt(0.5, 1_000, 0.05), 100, 32, 68);
        ranks(P95, 1_000, 926, 971);
        ranks(P95, 5_000, 4_702, 4_795);
        ranks(QuantileSequence.tightestAt(0.99, 5_000, 0.05), 200, 190, 200);
        ranks(QuantileSequence.tightestAt(0.99, 5_000, 0.01), 20_000, 19_746, 19_848);
    }

    private static void ranks(QuantileSequence sequence, long n, long least, long greatest) {
        double threshold = -Math.log(sequence.alpha());
        assertThat(sequence.leastRank(n, threshold)).isEqualTo(least);
        assertThat(sequence.greatestRank(n, threshold)).isEqualTo(greatest);
    }

    @Test
    void theIntervalLiesBetweenTheOutcomesOfThoseRanks() {
        Interval interval = P95.interval(upTo(5_000, 5));
        assertThat(interval.lower()).isEqualTo(4_702);
        assertThat(interval.upper()).isEqualTo(4_796);
        assertThat(interval.estimate()).isEqualTo(4_750);
    }

    @Test
    void theSketchsErrorWidensTheIntervalNeverNarrowsIt() {
        Interval exact = P95.interval(upTo(5_000, 5));
        for (int digits = 1; digits < 5; digits++) {
            Interval sketched = P95.interval(upTo(5_000, digits));
            assertThat(sketched.lower())
                    .isLessThanOrEqualTo(exact.lower())
                    .isGreaterThanOrEqualTo(exact.lower() * (1 - Math.pow(10, -digits)) - 1);
            assertThat(sketched.upper())
                    .isGreaterThanOrEqualTo(exact.upper())
                    .isLessThanOrEqualTo(exact.upper() * (1 + Math.pow(10, -digits)) + 1);
        }
    }

    @Test
    void anEndIsInfiniteUntilEnoughWasSeen() {
        Interval few = P95.interval(upTo(20, 3));
        assertThat(few.upper()).isInfinite();
        assertThat(few.lower()).isPositive().isFinite();
        assertThat(P95.interval(upTo(2, 3)).lower()).isInfinite();
        assertThat(P95.interval(BucketCounts.NONE).contains(1e9)).isTrue();
    }

    @Test
    void aSlowerArmIsFoundAndTheRatioSaysByHowMuch() {
        BucketCounts fast = upTo(5_000, 3);
        Histogram slower = new Histogram(3);
        for (long value = 1; value <= 5_000; value++) {
            slower.recordValue(value * 6 / 5);
        }
        BucketCounts slow = BucketCounts.of(slower, 1);
        Comparison difference = P95.difference(fast, slow);
        assertThat(difference.difference()).isCloseTo(950, within(6.0));
        assertThat(difference.lower()).isPositive();
        assertThat(difference.p()).isLessThan(1e-3);
        Comparison ratio = P95.ratio(fast, slow);
        assertThat(ratio.difference()).isCloseTo(1.2, within(0.002));
        assertThat(ratio.lower()).isGreaterThan(1);
        assertThat(ratio.upper()).isBetween(1.2, 1.3);
        assertThat(ratio.p()).isEqualTo(difference.p());
    }

    @Test
    void pIsTheLevelAtWhichTheIntervalsPart() {
        BucketCounts fast = upTo(5_000, 4);
        Histogram shifted = new Histogram(4);
        for (long value = 1; value <= 5_000; value++) {
            shifted.recordValue(value + 120);
        }
        BucketCounts slow = BucketCounts.of(shifted, 1);
        double p = P95.difference(fast, slow).p();
        assertThat(p).isBetween(1e-6, 0.5);
        assertThat(P95.at(Math.min(0.99, p * 1.01)).difference(fast, slow).lower()).isPositive();
        assertThat(P95.at(p * 0.99).difference(fast, slow).lower()).isLessThanOrEqualTo(0);
    }

    @Test
    void theSameOutcomesAreNoDifference() {
        BucketCounts same = upTo(1_000, 3);
        assertThat(P95.difference(same, same).p()).isEqualTo(1);
        assertThat(P95.ratio(same, same).difference()).isEqualTo(1);
        assertThat(P95.difference(BucketCounts.NONE, same)).isEqualTo(Comparison.UNKNOWN);
        assertThat(P95.ratio(BucketCounts.NONE, same).upper()).isInfinite();
    }

    @Test
    void countlessOutcomesStayNumbers() {
        Histogram histogram = new Histogram(3);
        histogram.recordValueWithCount(100, 1L << 60);
        histogram.recordValueWithCount(200, 1L << 60);
        Interval median =
                QuantileSequence.tightestAt(0.25, 1e6, 0.05)
                        .interval(BucketCounts.of(histogram, 1));
        assertThat(median.lower()).isEqualTo(100);
        assertThat(median.upper()).isEqualTo(100);
    }

    @Test
    void badArgumentsAreRefusedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new QuantileSequence(0.05, Double.NaN, 1))
                .withMessageStartingWith("quantile must");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new QuantileSequence(Double.NaN, 0.5, 1))
                .withMessageStartingWith("alpha must");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new QuantileSequence(0.05, 0.5, 0))
                .withMessageStartingWith("prior must");
        BucketCounts below = BucketCounts.of(List.of(new BucketCounts.Bucket(-2, -1, 1_000)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> P95.ratio(below, below))
                .withMessageStartingWith("a ratio needs outcomes of at least 0");
    }
}
