package io.inferry.observer.metrics;

import io.inferry.api.management.Management;
import io.inferry.api.management.VersionState;
import io.inferry.api.model.ModelId;
import io.inferry.api.observer.MetricsPage.Page;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Renders the page. */
final class Scrape {
    private final Series series;
    private final Management management;
    private final IncludedSeries included;
    private @Nullable PrometheusRegistry process;

    Scrape(Series series, Management management, IncludedSeries included) {
        this.series = series;
        this.management = management;
        this.included = included;
    }

    Page page(String accept) {
        series.keepOnly(present());
        List<MetricSnapshot> own =
                Stream.of(
                                new RequestMetrics(series).snapshots().stream(),
                                new TrafficMetrics(series).snapshots().stream(),
                                new PredictionMetrics(series).snapshots().stream(),
                                new PresentMetrics(management).snapshots().stream(),
                                process().scrape().stream())
                        .flatMap(each -> each)
                        .toList();
        Set<String> names =
                own.stream()
                        .map(metric -> metric.getMetadata().getPrometheusName())
                        .collect(Collectors.toSet());
        var snapshots = MetricSnapshots.builder();
        own.forEach(snapshots::metricSnapshot);
        included.snapshots(names).forEach(snapshots::metricSnapshot);
        ExpositionFormatWriter writer = writer(accept);
        var out = new ByteArrayOutputStream();
        try {
            writer.write(out, snapshots.build());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Page(writer.getContentType(), out.toString(StandardCharsets.UTF_8));
    }

    private static ExpositionFormatWriter writer(String accept) {
        return accept.contains("application/openmetrics-text")
                ? OpenMetricsTextFormatWriter.create()
                : PrometheusTextFormatWriter.create();
    }

    /** The process's and JVM's own metrics: CPU, resident memory, heap, threads, collections. */
    private synchronized PrometheusRegistry process() {
        if (process == null) {
            var registry = new PrometheusRegistry();
            JvmMetrics.builder().register(registry);
            process = registry;
        }
        return process;
    }

    private Set<ModelId> present() {
        Set<ModelId> present = new HashSet<>();
        management
                .models()
                .forEach(model ->
                        model.versions().stream()
                                .filter(version -> version.state() != VersionState.UNLOADED)
                                .forEach(version ->
                                        present.add(new ModelId(model.name(), version.version()))));
        return present;
    }
}
