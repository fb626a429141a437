package io.inferry.observer.metrics;

import io.inferry.api.inference.Exchange;
import io.inferry.api.model.ModelId;
import io.inferry.api.observer.ShadowPair;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Everything that is counted. A caller cannot make series: requests for models that do not exist
 * are counted together, by protocol and outcome.
 */
final class Series {
    private final Map<ModelId, ModelSeries> models = new ConcurrentHashMap<>();
    private final Map<String, Outcomes> unrouted = new ConcurrentHashMap<>();
    private final Map<String, ShadowSeries> shadows = new ConcurrentHashMap<>();
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

    void routed(Exchange exchange) {
        var id = exchange.model();
        var assignment = exchange.assignment();
        if (id.isPresent() && assignment.isPresent()) {
            of(id.get()).assignments().add(assignment.get());
        }
    }

    void shadowed(ShadowPair pair) {
        String model = pair.live().id().name();
        ShadowSeries known = shadows.get(model);
        ShadowSeries counted =
                known != null ? known : shadows.computeIfAbsent(model, fresh -> new ShadowSeries());
        counted.add(pair.shadow(), pair.answer());
    }

    void ran(ModelId id, int requests, int rows) {
        of(id).ran(requests, rows);
    }

    /** From here on the version has series: a scraper that sees their zeros misses no increase. */
    void loaded(ModelId id, Duration took) {
        of(id);
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
        shadows.keySet().retainAll(present.stream().map(ModelId::name).collect(Collectors.toSet()));
    }

    Map<ModelId, ModelSeries> models() {
        return models;
    }

    Map<String, Outcomes> unrouted() {
        return unrouted;
    }

    Map<String, ShadowSeries> shadows() {
        return shadows;
    }

    Map<ModelId, Duration> loads() {
        return loads;
    }
}
