package io.inferry.observer.metrics;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;

/** Distributions as Prometheus' histograms. */
final class Points {
    private Points() {}

    /**
     * @param unit how many of the distribution's units make one of the metric's
     */
    static HistogramDataPointSnapshot of(Distribution distribution, double unit, Labels labels) {
        var buckets = ClassicHistogramBuckets.builder();
        for (int bucket = 0; bucket < distribution.size(); bucket++) {
            buckets.bucket(distribution.bound(bucket, unit), distribution.count(bucket));
        }
        return HistogramDataPointSnapshot.builder()
                .labels(labels)
                .classicHistogramBuckets(buckets.build())
                .sum(distribution.sum() / unit)
                .build();
    }
}
