package io.inferry.observer.metrics;

import io.inferry.api.management.Management;
import io.inferry.api.management.QueueStatus;
import io.inferry.api.management.VersionState;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** What is at the moment of a scrape. */
final class PresentMetrics {
    private final Management management;

    PresentMetrics(Management management) {
        this.management = management;
    }

    List<MetricSnapshot> snapshots() {
        List<QueueStatus> queues = management.queues();
        return List.of(
                queue("inferry_queue_depth", "Requests that wait.", queues, QueueStatus::waiting),
                queue(
                        "inferry_queue_bytes",
                        "Input bytes of requests that wait.",
                        queues,
                        QueueStatus::waitingBytes),
                queue(
                        "inferry_requests_running",
                        "Requests inside an instance.",
                        queues,
                        QueueStatus::running),
                gauge("inferry_in_flight", "Requests that wait or run.", inFlight(queues)),
                versions(),
                gauge(
                        "inferry_ready",
                        "1 when traffic should come.",
                        management.readiness().ready() ? 1 : 0),
                gauge(
                        "inferry_tensor_memory_bytes",
                        "Native memory of requests' and answers' tensors.",
                        (double) management.tensorBytes()),
                gauge(
                        "inferry_model_memory_bytes",
                        "Native memory of loaded models, as engines tell it.",
                        (double) management.modelBytes()),
                build());
    }

    private static double inFlight(List<QueueStatus> queues) {
        return queues.stream().mapToInt(queue -> queue.waiting() + queue.running()).sum();
    }

    private static MetricSnapshot queue(
            String name,
            String help,
            List<QueueStatus> queues,
            ToDoubleFunction<QueueStatus> value) {
        var metric = GaugeSnapshot.builder().name(name).help(help);
        for (QueueStatus queue : queues) {
            metric.dataPoint(
                    GaugeDataPointSnapshot.builder()
                            .labels(RequestMetrics.of(queue.id()))
                            .value(value.applyAsDouble(queue))
                            .build());
        }
        return metric.build();
    }

    private static MetricSnapshot gauge(String name, String help, double value) {
        return GaugeSnapshot.builder()
                .name(name)
                .help(help)
                .dataPoint(GaugeDataPointSnapshot.builder().value(value).build())
                .build();
    }

    private MetricSnapshot versions() {
        Map<VersionState, Integer> counts = new EnumMap<>(VersionState.class);
        for (VersionState state : VersionState.values()) {
            counts.put(state, 0);
        }
        management.models().stream()
                .flatMap(model -> model.versions().stream())
                .forEach(version -> counts.merge(version.state(), 1, Integer::sum));
        var metric = GaugeSnapshot.builder().name("inferry_versions").help("Versions by state.");
        counts.forEach((state, count) ->
                metric.dataPoint(
                        GaugeDataPointSnapshot.builder()
                                .labels(Labels.of("state", state.name().toLowerCase(Locale.ROOT)))
                                .value(count)
                                .build()));
        return metric.build();
    }

    private static MetricSnapshot build() {
        String version =
                Optional.ofNullable(PresentMetrics.class.getPackage().getImplementationVersion())
                        .orElse("unpackaged");
        return InfoSnapshot.builder()
                .name("inferry_build")
                .help("What runs.")
                .dataPoint(
                        InfoDataPointSnapshot.builder()
                                .labels(Labels.of("version", version))
                                .build())
                .build();
    }
}
