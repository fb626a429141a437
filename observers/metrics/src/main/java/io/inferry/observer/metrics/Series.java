package io.inferry.observer.metrics;

import io.inferry.api.inference.Exchange;
import io.inferry.api.model.ModelId;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Everything that is counted. A caller cannot make series: requests for models that do not exist
 * are counted together, by protocol and outcome.
 */
final class Series {
    private final Map<ModelId, ModelSeries> models = new ConcurrentHashMap<>();
    private final Map<String, Outcomes> unrouted = new ConcurrentHashMap<>();
    private final Map<ModelId, Duration> loads = new ConcurrentHashMap<>();

    void finished(Exchange exchange) {
        var id = exchange.model();
        if (id.isPresent()) {
            of(id.get()).finished(exchange);
        } else {
            unrouted.computeIfAbsent(exchange.protocol(), name -> new Outcomes())
                    .add(exchange.failure());
        }
    }

    void ran(ModelId id, int requests, int rows) {
        of(id).ran(requests, rows);
    }

    void loaded(ModelId id, Duration took) {
        loads.put(id, took);
    }

    private ModelSeries of(ModelId id) {
        ModelSeries known = models.get(id);
        return known != null ? known : models.computeIfAbsent(id, fresh -> new ModelSeries());
    }

    /**
     * Forgets versions that are gone, so that a server with many versions in its life stays small.
     */
    void keepOnly(Set<ModelId> present) {
        models.keySet().retainAll(present);
        loads.keySet().retainAll(present);
    }

    Map<ModelId, ModelSeries> models() {
        return models;
    }

    Map<String, Outcomes> unrouted() {
        return unrouted;
    }

    Map<ModelId, Duration> loads() {
        return loads;
    }
}
