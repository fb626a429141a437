package io.inferry.experiment.evidence.shadow;

import io.inferry.api.model.VersionChoice;
import io.inferry.api.traffic.Share;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One request whose two answers lie far apart, for replay.
 *
 * @param id of the live request
 * @param shadow which arm
 * @param difference how many times more than the tolerance; infinite where answers cannot be
 *     compared
 * @param why in words
 * @param inputs by name: dtype, shape and values row-major ({@code truncated: true} where there are
 *     more than are kept)
 * @param live in the same form
 * @param answer the shadow's, in the same form; empty when it failed
 */
public record Offender(
        String id,
        VersionChoice shadow,
        double difference,
        String why,
        Map<String, Object> inputs,
        Map<String, Object> live,
        Map<String, Object> answer) {
    /** By name, for JSON, which has no infinity: then the difference is a text. */
    public Map<String, Object> view() {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", id);
        view.put("shadow", Share.named(shadow));
        view.put(
                "difference",
                Double.isInfinite(difference) ? (Object) "infinite" : (Object) difference);
        view.put("why", why);
        view.put("inputs", inputs);
        view.put("live", live);
        view.put("answer", answer);
        return view;
    }
}
