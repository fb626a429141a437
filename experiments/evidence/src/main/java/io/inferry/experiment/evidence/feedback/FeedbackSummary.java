package io.inferry.experiment.evidence.feedback;

import io.inferry.experiment.evidence.form.FormReader;
import io.inferry.experiment.evidence.form.FormWriter;
import io.inferry.experiment.evidence.outputs.Counts;
import io.inferry.experiment.evidence.sums.MetricSummary;
import io.inferry.experiment.evidence.sums.MomentsForm;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What feedback says about an arm.
 *
 * @param metrics by name: {@link #ACCURACY} and its like, and every value that feedback names
 * @param scores of binary answers
 */
public record FeedbackSummary(
        Map<String, MetricSummary> metrics, Confusion confusion, ScoreBins scores) {
    /** 1 where the class was right, else 0. */
    public static final String ACCURACY = "accuracy";

    /** −ln of the probability of the right class, clipped at 1e-7. */
    public static final String LOG_LOSS = "log_loss";

    /** |answered − right|. */
    public static final String ABSOLUTE_ERROR = "absolute_error";

    /** (answered − right)². */
    public static final String SQUARED_ERROR = "squared_error";

    /** As fed back. */
    public static final String REWARD = "reward";

    /** The area under the ROC curve; not among the metrics, see {@link #auc}. */
    public static final String AUC = "auc";

    /** No feedback. */
    public static final FeedbackSummary NONE =
            new FeedbackSummary(Map.of(), Confusion.NONE, ScoreBins.NONE);

    public FeedbackSummary {
        metrics = Map.copyOf(metrics);
    }

    /** Outcomes of a metric; none where there are none. */
    public MetricSummary metric(String name) {
        MetricSummary found = metrics.get(name);
        return found == null ? MetricSummary.NONE : found;
    }

    /** The area under the ROC curve; empty until both classes were seen. */
    public Optional<Auc> auc() {
        return scores.auc();
    }

    /** Both together. */
    public FeedbackSummary merge(FeedbackSummary other) {
        Map<String, MetricSummary> both = new TreeMap<>(metrics);
        other.metrics.forEach((name, more) -> both.merge(name, more, MetricSummary::merge));
        return new FeedbackSummary(
                both, confusion.merge(other.confusion), scores.merge(other.scores));
    }

    /** By name, for JSON. */
    public Map<String, Object> view() {
        Map<String, Object> view = new LinkedHashMap<>();
        new TreeMap<>(metrics).forEach((name, metric) -> view.put(name, metric.view()));
        auc().ifPresent(auc -> view.put(AUC, auc.view()));
        if (!confusion.counts().isEmpty()) {
            view.put("confusion", confusion.view());
        }
        return view;
    }

    /** Writes it. */
    public void write(FormWriter to) {
        to.whole(metrics.size());
        new TreeMap<>(metrics)
                .forEach((name, metric) -> {
                    to.text(name);
                    MomentsForm.write(to, metric);
                });
        confusion.write(to);
        to.counts(scores.positives().toArray());
        to.counts(scores.negatives().toArray());
    }

    /** Reads what {@link #write} wrote. */
    public static FeedbackSummary read(FormReader from) {
        Map<String, MetricSummary> metrics = new TreeMap<>();
        for (int left = from.size(); left > 0; left--) {
            metrics.put(from.text(), MomentsForm.metric(from));
        }
        return new FeedbackSummary(
                metrics,
                Confusion.read(from),
                new ScoreBins(Counts.of(from.counts()), Counts.of(from.counts())));
    }
}
