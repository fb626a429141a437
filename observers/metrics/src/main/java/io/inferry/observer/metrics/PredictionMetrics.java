package io.inferry.observer.metrics;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Requests by version under the names that dashboards of other servers know. Sums of what {@link
 * RequestMetrics} shows, made when somebody scrapes; nothing is counted twice. Copies for shadows
 * are nobody's requests and are not in it. Successes stand at 0 from the version's load on.
 */
final class PredictionMetrics {
    private static final double NANOS_PER_SECOND = 1e9;

    /** What the exchanges of copies name as their protocol. */
    private static final String SHADOW = "shadow";

    private static final String SUCCESS = "success";

    private final Series series;

    PredictionMetrics(Series series) {
        this.series = series;
    }

    List<MetricSnapshot> snapshots() {
        var requests =
                CounterSnapshot.builder()
                        .name("model_prediction_requests")
                        .help("Requests that are over, by version and outcome.");
        var latency =
                HistogramSnapshot.builder()
                        .name("model_prediction_latency_seconds")
                        .help("From a request's last byte in to its answer's last byte encoded.");
        series.models()
                .forEach((id, model) -> {
                    Map<String, Long> statuses = new TreeMap<>(Map.of(SUCCESS, 0L));
                    Distribution durations = Buckets.ofDurations();
                    model.forEachRequest((protocol, signature, counted) -> {
                        if (!protocol.equals(SHADOW)) {
                            counted.outcomes()
                                    .forEach((outcome, count) ->
                                            statuses.merge(status(outcome), count, Long::sum));
                            durations.addAll(counted.durations());
                        }
                    });
                    Labels labels = RequestMetrics.of(id);
                    statuses.forEach((status, count) ->
                            requests.dataPoint(
                                    CounterDataPointSnapshot.builder()
                                            .labels(labels.add("status", status))
                                            .value(count)
                                            .build()));
                    latency.dataPoint(Points.of(durations, NANOS_PER_SECOND, labels));
                });
        return List.of(requests.build(), latency.build());
    }

    private static String status(String outcome) {
        return outcome.equals(Outcomes.OK) ? SUCCESS : outcome;
    }
}
