package io.inferry.experiment.evidence.feedback;

import io.inferry.experiment.evidence.outputs.Counts;
import io.inferry.experiment.evidence.sums.MetricSummary;
import io.inferry.experiment.evidence.sums.MetricSums;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What feedback says about one arm, as it comes and is corrected. One lock, held for additions and
 * for the copy that a summary is.
 */
final class ArmJoins {
    private static final int SIDE = Confusion.CLASSES_MAX + 1;

    private final ClassIndex classes;
    private final Map<String, MetricSums> metrics = new HashMap<>();
    private final long[] confusion = new long[SIDE * SIDE];
    private long[] positives = new long[0];
    private long[] negatives = new long[0];

    ArmJoins(ClassIndex classes) {
        this.classes = classes;
    }

    /** Adds outcomes, or takes them away with {@code sign} −1. */
    synchronized void change(LabelOutcomes outcomes, double covariate, int sign) {
        outcomes.metrics().forEach((metric, value) -> change(metric, value, covariate, sign));
        if (outcomes.right() >= 0) {
            int right = classes.place(outcomes.right());
            int answered = classes.place(outcomes.answered());
            confusion[right * SIDE + answered] += sign;
        }
        if (!Double.isNaN(outcomes.score())) {
            score(outcomes.score(), outcomes.right() == 1, sign);
        }
    }

    private void score(double score, boolean positive, int sign) {
        if (positives.length == 0) {
            positives = new long[ScoreBins.SIZE];
            negatives = new long[ScoreBins.SIZE];
        }
        long[] side = positive ? positives : negatives;
        side[ScoreBins.of(score)] += sign;
    }

    /** Adds an outcome of one metric, or takes it away with {@code sign} −1. */
    synchronized void change(String metric, double value, double covariate, int sign) {
        MetricSums sums = metrics.computeIfAbsent(metric, first -> new MetricSums());
        if (sign > 0) {
            sums.add(value, covariate);
        } else {
            sums.remove(value, covariate);
        }
    }

    synchronized FeedbackSummary summary() {
        Map<String, MetricSummary> summaries = new TreeMap<>();
        metrics.forEach((metric, sums) -> summaries.put(metric, sums.summary()));
        ScoreBins scores =
                positives.length == 0
                        ? ScoreBins.NONE
                        : new ScoreBins(Counts.of(positives), Counts.of(negatives));
        return new FeedbackSummary(summaries, confusion(), scores);
    }

    private Confusion confusion() {
        Map<String, Map<String, Long>> counts = new TreeMap<>();
        for (int i = 0; i < confusion.length; i++) {
            if (confusion[i] != 0) {
                counts.computeIfAbsent(classes.title(i / SIDE), right -> new TreeMap<>())
                        .put(classes.title(i % SIDE), confusion[i]);
            }
        }
        return new Confusion(counts);
    }
}
