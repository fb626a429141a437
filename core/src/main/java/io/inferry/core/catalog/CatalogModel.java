package io.inferry.core.catalog;

import io.inferry.api.management.ModelStatus;
import io.inferry.api.traffic.TrafficPlan;
import java.util.Map;
import java.util.Optional;

/**
 * One model's entries.
 *
 * @param status every version that is known of it, servable or not
 * @param latest what answers a caller who names no version
 * @param versions what can be asked for by number
 * @param labels what can be asked for by label
 * @param pendingLabels labels that are set but whose version is not available yet
 * @param traffic how the settings divide requests that name no version
 */
public record CatalogModel(
        ModelStatus status,
        Optional<Servable> latest,
        Map<Long, Servable> versions,
        Map<String, Servable> labels,
        Map<String, Long> pendingLabels,
        Optional<TrafficPlan> traffic) {
    public CatalogModel {
        versions = Map.copyOf(versions);
        labels = Map.copyOf(labels);
        pendingLabels = Map.copyOf(pendingLabels);
    }
}
