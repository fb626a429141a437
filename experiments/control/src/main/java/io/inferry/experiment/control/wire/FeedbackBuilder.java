package io.inferry.experiment.control.wire;

import io.inferry.experiment.control.view.FeedbackRecord;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes a record's fields as they come, and remembers the first thing that is wrong with them. */
final class FeedbackBuilder {
    private @Nullable String problem;
    private @Nullable String id;
    private @Nullable String key;
    private @Nullable String label;
    private @Nullable Double reward;
    private @Nullable Map<String, Double> values;

    void refuse(String why) {
        if (problem == null) {
            problem = why;
        }
    }

    void id(String text) {
        id = text;
    }

    void key(String text) {
        key = text;
    }

    void label(String text) {
        label = text;
    }

    void reward(double number) {
        reward = number;
    }

    void values(Map<String, Double> named) {
        values = Map.copyOf(named);
    }

    /** What is wrong; empty when nothing is. */
    Optional<String> problem() {
        if (problem == null && id == null) {
            return Optional.of("field 'id' is missing");
        }
        if (problem == null && label == null && reward == null && values == null) {
            return Optional.of("it says nothing: no 'label', no 'reward' and no 'values'");
        }
        return Optional.ofNullable(problem);
    }

    /** The record; only when nothing is wrong. */
    FeedbackRecord build() {
        if (id == null || problem != null) {
            throw new IllegalStateException("a record with a problem: " + problem());
        }
        return new FeedbackRecord(
                id,
                Optional.ofNullable(label),
                Optional.ofNullable(reward),
                values == null ? Map.of() : values,
                Optional.ofNullable(key));
    }
}
