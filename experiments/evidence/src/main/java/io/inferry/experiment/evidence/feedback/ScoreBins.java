package io.inferry.experiment.evidence.feedback;

import io.inferry.experiment.evidence.outputs.Counts;
import java.util.Optional;

/**
 * Scores of binary answers by bin of their log odds.
 *
 * @param positives where class 1 was right
 * @param negatives where class 0 was right
 */
public record ScoreBins(Counts positives, Counts negatives) {
    /** Number of bins. */
    public static final int SIZE = 2048;

    /** No scores. */
    public static final ScoreBins NONE = new ScoreBins(Counts.none(SIZE), Counts.none(SIZE));

    /** Both together. */
    public ScoreBins merge(ScoreBins other) {
        return new ScoreBins(positives.merge(other.positives), negatives.merge(other.negatives));
    }

    /** The area under the ROC curve; empty until both classes were seen. */
    public Optional<Auc> auc() {
        return Optional.empty();
    }
}
