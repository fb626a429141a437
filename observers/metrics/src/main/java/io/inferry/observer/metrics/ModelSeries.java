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
    private final AssignmentSeries assignments = new AssignmentSeries();
    private final Map<String, Map<String, RequestSeries>> protocols = new ConcurrentHashMap<>();

    /** What is counted of one signature over one protocol. */
    record RequestSeries(Outcomes outcomes, Distribution durations) {}

    ModelSeries() {
        for (Stage stage : Stage.values()) {
            stages.put(stage, Buckets.ofDurations());
        }
    }

    void finished(Exchange exchange) {
        RequestSeries counted = of(exchange.protocol(), exchange.signature());
        counted.outcomes().add(exchange.failure());
        counted.durations().add(exchange.totalNanos());
        stages.forEach((stage, distribution) -> {
            long nanos = exchange.nanos(stage);
            if (nanos > 0) {
                distribution.add(nanos);
            }
        });
    }

    /** Looks twice rather than make a key for each request. */
    private RequestSeries of(String protocol, String signature) {
        Map<String, RequestSeries> signatures = protocols.get(protocol);
        RequestSeries known = signatures == null ? null : signatures.get(signature);
        return known != null
                ? known
                : protocols
                        .computeIfAbsent(protocol, name -> new ConcurrentHashMap<>())
                        .computeIfAbsent(
                                signature,
                                name -> new RequestSeries(new Outcomes(), Buckets.ofDurations()));
    }

    void ran(int requests, int rows) {
        batchRequests.add(requests);
        batchRows.add(rows);
    }

    AssignmentSeries assignments() {
        return assignments;
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

    /** Calls for everything that was counted, with its protocol and signature. */
    void forEachRequest(Receiver receiver) {
        protocols.forEach((protocol, signatures) ->
                signatures.forEach(
                        (signature, counted) -> receiver.take(protocol, signature, counted)));
    }

    /** Takes what was counted of one signature over one protocol. */
    interface Receiver {
        void take(String protocol, String signature, RequestSeries counted);
    }
}
