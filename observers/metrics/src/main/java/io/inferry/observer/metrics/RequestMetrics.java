package io.inferry.observer.metrics;

import io.inferry.api.model.ModelId;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.List;
import java.util.Locale;

/** What requests left behind, as Prometheus' snapshots. */
final class RequestMetrics {
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double ONE = 1;

    private final Series series;

    RequestMetrics(Series series) {
        this.series = series;
    }

    List<MetricSnapshot> snapshots() {
        return List.of(requests(), durations(), stages(), batchRows(), batchRequests(), loads());
    }

    private MetricSnapshot requests() {
        var metric =
                CounterSnapshot.builder()
                        .name("inferry_requests")
                        .help("Requests that are over, by outcome.");
        series.models()
                .forEach((id, model) ->
                        model.forEachRequest((protocol, signature, counted) ->
                                points(metric, of(id, protocol, signature), counted.outcomes())));
        series.unrouted()
                .forEach((protocol, outcomes) ->
                        points(
                                metric,
                                Labels.builder()
                                        .label("model", "")
                                        .label("version", "")
                                        .label("protocol", protocol)
                                        .label("signature", "")
                                        .build(),
                                outcomes));
        return metric.build();
    }

    private static void points(CounterSnapshot.Builder metric, Labels labels, Outcomes outcomes) {
        outcomes.forEach((outcome, count) ->
                metric.dataPoint(
                        CounterDataPointSnapshot.builder()
                                .labels(labels.add("outcome", outcome))
                                .value(count)
                                .build()));
    }

    private MetricSnapshot durations() {
        var metric =
                HistogramSnapshot.builder()
                        .name("inferry_request_duration_seconds")
                        .help("From a request's last byte in to its answer's last byte encoded.");
        series.models()
                .forEach((id, model) ->
                        model.forEachRequest((protocol, signature, counted) ->
                                metric.dataPoint(
                                        Points.of(
                                                counted.durations(),
                                                NANOS_PER_SECOND,
                                                of(id, protocol, signature)))));
        return metric.build();
    }

    private MetricSnapshot stages() {
        var metric =
                HistogramSnapshot.builder()
                        .name("inferry_stage_duration_seconds")
                        .help("The parts of a request's time: parse, queue, run, encode.");
        series.models()
                .forEach((id, model) ->
                        model.stages()
                                .forEach((stage, distribution) ->
                                        metric.dataPoint(
                                                Points.of(
                                                        distribution,
                                                        NANOS_PER_SECOND,
                                                        of(id).add(
                                                                        "stage",
                                                                        stage.name()
                                                                                .toLowerCase(
                                                                                        Locale
                                                                                                .ROOT))))));
        return metric.build();
    }

    private MetricSnapshot batchRows() {
        var metric =
                HistogramSnapshot.builder()
                        .name("inferry_batch_rows")
                        .help("Rows of the batches that ran.");
        series.models()
                .forEach(
                        (id, model) -> metric.dataPoint(Points.of(model.batchRows(), ONE, of(id))));
        return metric.build();
    }

    private MetricSnapshot batchRequests() {
        var metric =
                HistogramSnapshot.builder()
                        .name("inferry_batch_requests")
                        .help("Requests of the batches that ran.");
        series.models()
                .forEach((id, model) ->
                        metric.dataPoint(Points.of(model.batchRequests(), ONE, of(id))));
        return metric.build();
    }

    private MetricSnapshot loads() {
        var metric =
                GaugeSnapshot.builder()
                        .name("inferry_load_duration_seconds")
                        .help("How long the version took to load and warm up.");
        series.loads()
                .forEach((id, took) ->
                        metric.dataPoint(
                                GaugeDataPointSnapshot.builder()
                                        .labels(of(id))
                                        .value(took.toNanos() / NANOS_PER_SECOND)
                                        .build()));
        return metric.build();
    }

    private static Labels of(ModelId id, String protocol, String signature) {
        return of(id).add("protocol", protocol).add("signature", signature);
    }

    static Labels of(ModelId id) {
        return Labels.of("model", id.name(), "version", Long.toString(id.version()));
    }
}
