package io.inferry.experiment.evidence.outputs;

import io.inferry.experiment.evidence.form.FormReader;
import io.inferry.experiment.evidence.form.FormWriter;
import io.inferry.experiment.evidence.sums.MomentsForm;
import io.inferry.experiment.statistics.Rate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What an arm's answers look like. At most {@link ElementSample#ELEMENTS_MAX} elements of an answer
 * are looked at.
 *
 * @param invalid answers in which a NaN or an infinity was seen, among all
 * @param distinct hashes of different answers, at most {@link DistinctAnswers#MAX}
 * @param values how often the prediction's numbers fell into each of {@link ValueBins}
 * @param classes how often each class was the largest; class c counts at c modulo {@link
 *     OutputTally#CLASSES}
 */
public record OutputSummary(Rate invalid, List<Long> distinct, Counts values, Counts classes) {
    /** No answers. */
    public static final OutputSummary NONE =
            new OutputSummary(
                    Rate.NONE,
                    List.of(),
                    Counts.none(ValueBins.SIZE),
                    Counts.none(OutputTally.CLASSES));

    public OutputSummary {
        distinct = distinct.stream().distinct().sorted().limit(DistinctAnswers.MAX).toList();
        if (values.size() != ValueBins.SIZE || classes.size() != OutputTally.CLASSES) {
            throw new IllegalArgumentException(
                    "there are %d bins of values and %d of classes, were %d and %d"
                            .formatted(
                                    ValueBins.SIZE,
                                    OutputTally.CLASSES,
                                    values.size(),
                                    classes.size()));
        }
    }

    /** Answers that were looked at. */
    public long answers() {
        return invalid.trials();
    }

    /** Whether all of two or more answers were the same. */
    public boolean constant() {
        return answers() > 1 && distinct.size() == 1;
    }

    /** Both together. */
    public OutputSummary merge(OutputSummary other) {
        return new OutputSummary(
                invalid.merge(other.invalid),
                Stream.concat(distinct.stream(), other.distinct.stream()).toList(),
                values.merge(other.values),
                classes.merge(other.classes));
    }

    /**
     * The two distributions to hold against each other for drift: of classes where answers have
     * them, else of values, with neighbouring bins joined so that each holds about the same part of
     * this arm's.
     *
     * @param groups at most so many bins
     */
    public DriftCounts against(OutputSummary candidate, int groups) {
        return DriftCounts.between(this, candidate, groups);
    }

    /** By name, for JSON. */
    public Map<String, Object> view() {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("answers", answers());
        view.put("invalid", invalid.successes());
        view.put("distinct", distinct.size());
        view.put("distinct_at_least", distinct.size() >= DistinctAnswers.MAX);
        view.put("constant", constant());
        return view;
    }

    /** Writes it. */
    public void write(FormWriter to) {
        MomentsForm.write(to, invalid);
        to.whole(distinct.size());
        distinct.forEach(to::bits);
        to.counts(values.toArray());
        to.counts(classes.toArray());
    }

    /** Reads what {@link #write} wrote. */
    public static OutputSummary read(FormReader from) {
        Rate invalid = MomentsForm.rate(from);
        List<Long> distinct = new ArrayList<>();
        for (int left = from.size(); left > 0; left--) {
            distinct.add(from.bits());
        }
        return new OutputSummary(
                invalid, distinct, Counts.of(from.counts()), Counts.of(from.counts()));
    }
}
