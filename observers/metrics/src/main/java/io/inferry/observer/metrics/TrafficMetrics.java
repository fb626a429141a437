package io.inferry.observer.metrics;

import io.inferry.api.model.ModelId;
import io.inferry.api.traffic.Share;
import io.inferry.observer.metrics.AssignmentSeries.Reason;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.List;
import java.util.Locale;

/** Where divided traffic went, as Prometheus' snapshots. */
final class TrafficMetrics {
    private final Series series;

    TrafficMetrics(Series series) {
        this.series = series;
    }

    List<MetricSnapshot> snapshots() {
        var assigned =
                CounterSnapshot.builder()
                        .name("inferry_assignments")
                        .help("Requests that the router sent to the version, and why.");
        var diverted =
                CounterSnapshot.builder()
                        .name("inferry_assignments_diverted")
                        .help("Those among them whose first choice could not answer.");
        series.models()
                .forEach((id, model) ->
                        model.assignments()
                                .forEach((reason, count) -> {
                                    Labels labels = labels(id, reason);
                                    assigned.dataPoint(point(labels, count.assigned().get()));
                                    if (count.diverted().get() > 0) {
                                        diverted.dataPoint(point(labels, count.diverted().get()));
                                    }
                                }));
        return List.of(assigned.build(), diverted.build(), shadows());
    }

    private MetricSnapshot shadows() {
        var metric =
                CounterSnapshot.builder()
                        .name("inferry_shadow_requests")
                        .help("Copies of requests for shadows, by what became of them.");
        series.shadows()
                .forEach((model, shadows) ->
                        shadows.shadows()
                                .forEach((shadow, count) -> {
                                    Labels labels =
                                            Labels.of(
                                                    "model", model, "shadow", Share.named(shadow));
                                    metric.dataPoint(
                                            outcome(labels, "answered", count.answered().get()));
                                    metric.dataPoint(
                                            outcome(labels, "failed", count.failed().get()));
                                    metric.dataPoint(
                                            outcome(labels, "skipped", count.skipped().get()));
                                }));
        return metric.build();
    }

    private static Labels labels(ModelId id, Reason reason) {
        return RequestMetrics.of(id)
                .add("cause", reason.cause().name().toLowerCase(Locale.ROOT))
                .add("rule", reason.rule())
                .add("target", Share.named(reason.target()));
    }

    private static CounterDataPointSnapshot outcome(Labels labels, String outcome, long count) {
        return point(labels.add("outcome", outcome), count);
    }

    private static CounterDataPointSnapshot point(Labels labels, long count) {
        return CounterDataPointSnapshot.builder().labels(labels).value((double) count).build();
    }
}
