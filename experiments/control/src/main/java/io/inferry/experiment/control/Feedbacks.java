package io.inferry.experiment.control;

import io.inferry.experiment.control.view.FeedbackCounts;
import io.inferry.experiment.control.view.FeedbackRecord;
import io.inferry.experiment.evidence.feedback.Feedback;
import io.inferry.experiment.evidence.feedback.FeedbackBook;
import io.inferry.experiment.evidence.feedback.Label;
import io.inferry.experiment.evidence.feedback.Verdict;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Takes feedback as it comes over the wire. */
final class Feedbacks {
    private static final int REASONS_MAX = 5;

    private Feedbacks() {}

    static FeedbackCounts take(FeedbackBook book, List<FeedbackRecord> records, long nowMillis) {
        Map<Verdict.Outcome, Long> counts = new EnumMap<>(Verdict.Outcome.class);
        List<String> reasons = new ArrayList<>();
        for (FeedbackRecord each : records) {
            Verdict verdict = book.accept(feedback(each), nowMillis);
            counts.merge(verdict.outcome(), 1L, Long::sum);
            if (!verdict.reason().isEmpty() && reasons.size() < REASONS_MAX) {
                reasons.add("%s: %s".formatted(each.id(), verdict.reason()));
            }
        }
        return new FeedbackCounts(
                count(counts, Verdict.Outcome.ACCEPTED)
                        + count(counts, Verdict.Outcome.REPLACED)
                        + count(counts, Verdict.Outcome.WAITING),
                count(counts, Verdict.Outcome.REPEATED),
                count(counts, Verdict.Outcome.UNKNOWN),
                count(counts, Verdict.Outcome.EXPIRED),
                count(counts, Verdict.Outcome.INVALID),
                count(counts, Verdict.Outcome.FORWARDED),
                reasons);
    }

    private static long count(Map<Verdict.Outcome, Long> counts, Verdict.Outcome outcome) {
        return counts.getOrDefault(outcome, 0L);
    }

    private static Feedback feedback(FeedbackRecord from) {
        return new Feedback(
                from.id(),
                from.label().map(Feedbacks::label),
                from.reward().map(OptionalDouble::of).orElse(OptionalDouble.empty()),
                from.values(),
                from.key().orElse(""));
    }

    /** What reads as a number is one; a model whose classes have names takes its text. */
    private static Label label(String text) {
        return number(text).<Label>map(Label.Number::new).orElseGet(() -> new Label.Name(text));
    }

    private static Optional<Double> number(String text) {
        try {
            return Optional.of(Double.parseDouble(text)).filter(Double::isFinite);
        } catch (NumberFormatException none) {
            return Optional.empty();
        }
    }
}
