package io.inferry.observer.metrics;

import io.inferry.api.observer.MetricsSource.Measurements;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.PrometheusNaming;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Values by name and labels. Counters with the same labels add up; of gauges the last one stands.
 */
final class Families implements Measurements {
    private static final String TOTAL = "_total";

    private final Map<String, Family> families = new LinkedHashMap<>();

    private enum Kind {
        COUNTER,
        GAUGE
    }

    private record Family(Kind kind, String help, Map<Labels, Double> values) {
        void put(Labels labels, double value) {
            if (kind == Kind.COUNTER) {
                values.merge(labels, value, Double::sum);
            } else {
                values.put(labels, value);
            }
        }
    }

    @Override
    public void counter(String name, String help, Map<String, String> labels, double value) {
        if (!(value >= 0)) {
            throw new IllegalArgumentException("counter " + name + " cannot be " + value);
        }
        String base =
                name.endsWith(TOTAL) ? name.substring(0, name.length() - TOTAL.length()) : name;
        family(base, Kind.COUNTER, help).put(labels(labels), value);
    }

    @Override
    public void gauge(String name, String help, Map<String, String> labels, double value) {
        family(name, Kind.GAUGE, help).put(labels(labels), value);
    }

    private Family family(String name, Kind kind, String help) {
        if (!PrometheusNaming.isValidLegacyMetricName(name)
                || !PrometheusNaming.isValidMetricName(name)) {
            throw new IllegalArgumentException("'" + name + "' is no name of a metric");
        }
        Family family =
                families.computeIfAbsent(
                        name, fresh -> new Family(kind, help, new LinkedHashMap<>()));
        if (family.kind() != kind) {
            throw new IllegalArgumentException(name + " is told as a counter and as a gauge");
        }
        return family;
    }

    private static Labels labels(Map<String, String> told) {
        var labels = Labels.builder();
        told.forEach((name, value) -> {
            if (!PrometheusNaming.isValidLegacyLabelName(name)) {
                throw new IllegalArgumentException("'" + name + "' is no name of a label");
            }
            labels.label(name, value);
        });
        return labels.build();
    }

    /**
     * Takes over everything that another one was told.
     *
     * @throws IllegalArgumentException when a name has another kind there, before anything is taken
     */
    void merge(Families others) {
        others.families.forEach((name, other) -> {
            Family own = families.get(name);
            if (own != null && own.kind() != other.kind()) {
                throw new IllegalArgumentException(name + " is told as a counter and as a gauge");
            }
        });
        others.families.forEach((name, other) -> {
            Family own = family(name, other.kind(), other.help());
            other.values().forEach(own::put);
        });
    }

    /** Everything but these names. */
    List<MetricSnapshot> snapshots(Set<String> taken) {
        return families.entrySet().stream()
                .filter(entry -> !taken.contains(entry.getKey()))
                .map(entry -> snapshot(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static MetricSnapshot snapshot(String name, Family family) {
        return switch (family.kind()) {
            case COUNTER -> counters(name, family);
            case GAUGE -> gauges(name, family);
        };
    }

    private static MetricSnapshot counters(String name, Family family) {
        var metric = CounterSnapshot.builder().name(name).help(family.help());
        family.values()
                .forEach((labels, value) ->
                        metric.dataPoint(
                                CounterDataPointSnapshot.builder()
                                        .labels(labels)
                                        .value(value)
                                        .build()));
        return metric.build();
    }

    private static MetricSnapshot gauges(String name, Family family) {
        var metric = GaugeSnapshot.builder().name(name).help(family.help());
        family.values()
                .forEach((labels, value) ->
                        metric.dataPoint(
                                GaugeDataPointSnapshot.builder()
                                        .labels(labels)
                                        .value(value)
                                        .build()));
        return metric.build();
    }
}
