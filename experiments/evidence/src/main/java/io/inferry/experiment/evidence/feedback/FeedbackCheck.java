package io.inferry.experiment.evidence.feedback;

import io.inferry.experiment.statistics.Moments;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What feedback may say at all, whatever it is about. */
final class FeedbackCheck {
    /** The square of an error must be within {@link Moments#VALUE_MAX}. */
    static final double ERROR_MAX = Math.sqrt(Moments.VALUE_MAX);

    private static final int TEXT_MAX = 256;
    private static final int VALUES_MAX = 16;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,64}");
    private static final Set<String> TAKEN =
            Set.of(
                    FeedbackSummary.ACCURACY,
                    FeedbackSummary.LOG_LOSS,
                    FeedbackSummary.ABSOLUTE_ERROR,
                    FeedbackSummary.SQUARED_ERROR,
                    FeedbackSummary.REWARD,
                    FeedbackSummary.AUC);

    private FeedbackCheck() {}

    /** What is wrong with it; empty when nothing is. */
    static String objection(Feedback feedback) {
        if (feedback.id().isEmpty() || feedback.id().length() > TEXT_MAX) {
            return "id has 1 to %d characters, was %d".formatted(TEXT_MAX, feedback.id().length());
        }
        if (feedback.key().length() > TEXT_MAX) {
            return "key has at most %d characters, was %d"
                    .formatted(TEXT_MAX, feedback.key().length());
        }
        if (feedback.label().isEmpty()
                && feedback.reward().isEmpty()
                && feedback.values().isEmpty()) {
            return "it says nothing: no label, no reward, no values";
        }
        String label = feedback.label().map(FeedbackCheck::label).orElse("");
        if (!label.isEmpty()) {
            return label;
        }
        if (feedback.reward().isPresent() && !isCountable(feedback.reward().getAsDouble())) {
            return "reward is no number that counts: " + feedback.reward().getAsDouble();
        }
        return values(feedback.values());
    }

    private static String label(Label label) {
        return switch (label) {
            case Label.Number number ->
                    isCountable(number.value())
                            ? ""
                            : "label is no number that counts: " + number.value();
            case Label.Name name ->
                    name.text().length() <= TEXT_MAX
                            ? ""
                            : "label has at most %d characters, was %d"
                                    .formatted(TEXT_MAX, name.text().length());
        };
    }

    private static String values(Map<String, Double> values) {
        if (values.size() > VALUES_MAX) {
            return "at most %d values at once, were %d".formatted(VALUES_MAX, values.size());
        }
        for (Map.Entry<String, Double> value : values.entrySet()) {
            String name = value.getKey();
            if (!NAME.matcher(name).matches()) {
                return "the name of a value has 1 to 64 letters, digits, '_', '.' and '-'";
            }
            if (TAKEN.contains(name)) {
                return "'" + name + "' is worked out here and cannot be the name of a value";
            }
            if (!isCountable(value.getValue())) {
                return "value '%s' is no number that counts: %s".formatted(name, value.getValue());
            }
        }
        return "";
    }

    private static boolean isCountable(double value) {
        return Math.abs(value) <= ERROR_MAX / 2;
    }
}
