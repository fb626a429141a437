package io.inferry.observer.metrics;

import io.inferry.api.inference.Exchange;
import io.inferry.api.inference.Exchange.Stage;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What is counted of one version. */
final class ModelSeries {
    /** Filled once and never changed, so that many threads may read it. */
    private final Map<Stage, Distribution> stages = new EnumMap<>(Stage.class);

    private final Distribution batchRows = Buckets.ofSizes();
    private final Distribution batchRequests = Buckets.ofSizes();
    private final Map<String, ProtocolSeries> protocols = new ConcurrentHashMap<>();

    /** What is counted of one version over one protocol. */
    record ProtocolSeries(Outcomes outcomes, Distribution durations) {}

    ModelSeries() {
        for (Stage stage : Stage.values()) {
            stages.put(stage, Buckets.ofDurations());
        }
    }

    void finished(Exchange exchange) {
        ProtocolSeries protocol = of(exchange.protocol());
        protocol.outcomes().add(exchange.failure());
        protocol.durations().add(exchange.totalNanos());
        stages.forEach((stage, distribution) -> {
            long nanos = exchange.nanos(stage);
            if (nanos > 0) {
                distribution.add(nanos);
            }
        });
    }

    private ProtocolSeries of(String protocol) {
        ProtocolSeries known = protocols.get(protocol);
        return known != null
                ? known
                : protocols.computeIfAbsent(
                        protocol,
                        name -> new ProtocolSeries(new Outcomes(), Buckets.ofDurations()));
    }

    void ran(int requests, int rows) {
        batchRequests.add(requests);
        batchRows.add(rows);
    }

    Map<Stage, Distribution> stages() {
        return Collections.unmodifiableMap(stages);
    }

    Distribution batchRows() {
        return batchRows;
    }

    Distribution batchRequests() {
        return batchRequests;
    }

    Map<String, ProtocolSeries> protocols() {
        return protocols;
    }
}
