package io.inferry.experiment.evidence.feedback;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What became known about one answer.
 *
 * @param id that the answer carried
 * @param label what would have been right
 * @param reward what the answer was worth
 * @param values anything else, by name
 * @param key of this piece of feedback: however often it is sent, it counts once; empty: pieces are
 *     told apart by what they say
 */
public record Feedback(
        String id,
        Optional<Label> label,
        OptionalDouble reward,
        Map<String, Double> values,
        String key) {
    public Feedback {
        values = Map.copyOf(values);
    }

    /** A label and nothing else. */
    public static Feedback label(String id, double label) {
        return new Feedback(
                id, Optional.of(new Label.Number(label)), OptionalDouble.empty(), Map.of(), "");
    }

    /** A reward and nothing else. */
    public static Feedback reward(String id, double reward) {
        return new Feedback(id, Optional.empty(), OptionalDouble.of(reward), Map.of(), "");
    }
}
