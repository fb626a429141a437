package io.inferry.experiment.control.view;

import java.util.Map;

/**
 * A request that live and shadow answered most differently.
 *
 * @param id of the live request
 * @param difference as large as it is bad
 * @param inputs by name: nested lists, as the JSON protocols take them; cut where they are long
 */
public record OffenderView(
        String id,
        double difference,
        String why,
        Map<String, Object> inputs,
        Map<String, Object> live,
        Map<String, Object> shadow) {
    public OffenderView {
        inputs = Map.copyOf(inputs);
        live = Map.copyOf(live);
        shadow = Map.copyOf(shadow);
    }
}
