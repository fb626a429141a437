package io.inferry.observer.metrics;

import io.inferry.api.observer.MetricsSource;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What other observers tell at a scrape. One that throws, or tells what Prometheus cannot read, is
 * left out of this page as a whole and counted; the page does not fail.
 */
final class IncludedSeries {
    private static final String FAILED = "inferry_metrics_sources_failed";

    private final List<MetricsSource> sources;

    /**
     * @param sources may grow while pages are rendered
     */
    IncludedSeries(List<MetricsSource> sources) {
        this.sources = sources;
    }

    /**
     * @param taken names that are this observer's own; what bears one of them is left out
     */
    List<MetricSnapshot> snapshots(Set<String> taken) {
        var families = new Families();
        int failed = 0;
        for (MetricsSource source : sources) {
            var told = new Families();
            try {
                source.measure(told);
                families.merge(told);
            } catch (RuntimeException unfit) {
                failed++;
            }
        }
        if (sources.isEmpty()) {
            return List.of();
        }
        Set<String> own = new HashSet<>(taken);
        own.add(FAILED);
        var snapshots = new ArrayList<MetricSnapshot>(families.snapshots(own));
        snapshots.add(failures(failed));
        return snapshots;
    }

    private static MetricSnapshot failures(int failed) {
        return GaugeSnapshot.builder()
                .name(FAILED)
                .help("Sources whose series are missing from this page because they failed.")
                .dataPoint(GaugeDataPointSnapshot.builder().value(failed).build())
                .build();
    }
}
