package io.inferry.experiment.control.view;

import java.util.Map;
import java.util.Optional;

/**
 * What came back about one answer.
 *
 * @param id of the request, as its answer's header said
 * @param label what would have been right: a class's name or number, or a number
 * @param reward how good the answer turned out
 * @param values by name, for goals {@code feedback.NAME}
 * @param key a feedback with the same id and key counts once; empty: one feedback for each id
 */
public record FeedbackRecord(
        String id,
        Optional<String> label,
        Optional<Double> reward,
        Map<String, Double> values,
        Optional<String> key) {
    public FeedbackRecord {
        values = Map.copyOf(values);
    }
}
