package io.inferry.experiment.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class BucketCountsTest {
    private static final List<Double> BOUNDS = List.of(0.1, 0.5, Double.POSITIVE_INFINITY);
    private static final BucketCounts SCRAPED =
            BucketCounts.ofCumulative(BOUNDS, List.of(50L, 90L, 100L));

    @Test
    void aPrometheusHistogramReadsByStraightLines() {
        assertThat(SCRAPED.count()).isEqualTo(100);
        assertThat(SCRAPED.quantile(0.25)).isCloseTo(0.05, within(1e-12));
        assertThat(SCRAPED.quantile(0.7)).isCloseTo(0.3, within(1e-12));
        assertThat(SCRAPED.quantile(0.95)).isEqualTo(0.5);
        assertThat(BucketCounts.NONE.quantile(0.5)).isNaN();
    }

    @Test
    void ranksReadAtTheFarEdges() {
        assertThat(SCRAPED.lowerOfRank(50)).isZero();
        assertThat(SCRAPED.upperOfRank(50)).isEqualTo(0.1);
        assertThat(SCRAPED.lowerOfRank(51)).isEqualTo(0.1);
        assertThat(SCRAPED.upperOfRank(100)).isInfinite();
        assertThat(SCRAPED.lowerOfRank(0)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(SCRAPED.upperOfRank(101)).isInfinite();
    }

    @Test
    void emptyBucketsAreNeverRead() {
        BucketCounts holes = BucketCounts.ofCumulative(List.of(1.0, 2.0, 3.0), List.of(0L, 5L, 5L));
        assertThat(holes.lowerOfRank(1)).isEqualTo(1);
        assertThat(holes.upperOfRank(5)).isEqualTo(2);
    }

    @Test
    void windowsAndPartsAddUp() {
        BucketCounts later = BucketCounts.ofCumulative(BOUNDS, List.of(60L, 120L, 140L));
        BucketCounts window = later.since(SCRAPED);
        assertThat(window.count()).isEqualTo(40);
        assertThat(window.merge(SCRAPED)).isEqualTo(later).hasSameHashCodeAs(later);
        assertThat(later).hasToString("140 outcomes in 3 buckets");
    }

    @Test
    void sparseHistogramsMerge() {
        Histogram one = new Histogram(3);
        one.recordValue(100);
        one.recordValue(90_000);
        Histogram two = new Histogram(3);
        two.recordValue(100);
        two.recordValue(5_000);
        BucketCounts merged = BucketCounts.of(one, 1).merge(BucketCounts.of(two, 1));
        one.add(two);
        assertThat(merged).isEqualTo(BucketCounts.of(one, 1));
    }

    @Test
    void whatDoesNotFitIsRefused() {
        BucketCounts other = BucketCounts.ofCumulative(List.of(0.2), List.of(1L));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SCRAPED.merge(other))
                .withMessageContaining("same edges");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> other.since(SCRAPED))
                .withMessageContaining("edges");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BucketCounts.ofCumulative(BOUNDS, List.of(2L, 1L, 3L)))
                .withMessageStartingWith("count must");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BucketCounts.ofCumulative(BOUNDS, List.of(2L)))
                .withMessageContaining("equal lengths, were 3 and 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BucketCounts.ofCumulative(List.of(2.0, 1.0), List.of(1L, 2L)))
                .withMessageStartingWith("lower must not exceed upper");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BucketCounts.Bucket(Double.NaN, 1, 1))
                .withMessageStartingWith("lower must");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BucketCounts.of(new Histogram(3), Double.NaN))
                .withMessageStartingWith("unit must");
    }
}
