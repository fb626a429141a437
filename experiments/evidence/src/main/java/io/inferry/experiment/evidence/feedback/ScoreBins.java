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

    /** Probabilities from 1e-7 to 1 − 1e-7 are told apart. */
    private static final double ODDS_MAX = 16;

    /** No scores. */
    public static final ScoreBins NONE = new ScoreBins(Counts.none(SIZE), Counts.none(SIZE));

    public ScoreBins {
        if (positives.size() != SIZE || negatives.size() != SIZE) {
            throw new IllegalArgumentException(
                    "there are %d bins of scores, were %d and %d"
                            .formatted(SIZE, positives.size(), negatives.size()));
        }
    }

    /** Both together. */
    public ScoreBins merge(ScoreBins other) {
        return new ScoreBins(positives.merge(other.positives), negatives.merge(other.negatives));
    }

    /** The bin of a probability; ascending with it. */
    static int of(double probability) {
        double odds = Math.log(probability / (1 - probability));
        double place = (odds + ODDS_MAX) / (2 * ODDS_MAX) * SIZE;
        return (int) Math.clamp(Math.floor(place), 0, SIZE - 1);
    }

    /**
     * The area under the ROC curve as the chance of Mann and Whitney, and DeLong's variance of it;
     * empty until both classes were seen.
     */
    public Optional<Auc> auc() {
        long p = positives.sum();
        long n = negatives.sum();
        if (p == 0 || n == 0) {
            return Optional.empty();
        }
        Placement ofPositives = Placement.of(positives, negatives);
        Placement ofNegatives = Placement.of(negatives, positives);
        double ties = 0;
        for (int i = 0; i < SIZE; i++) {
            ties += (double) positives.at(i) * negatives.at(i);
        }
        return Optional.of(
                new Auc(
                        ofPositives.mean(),
                        ofPositives.variance() / p + ofNegatives.variance() / n,
                        ties / 2 / p / n,
                        p,
                        n));
    }

    /** The share of one side that lies below a score of the other, over all scores of that. */
    private record Placement(double mean, double variance) {
        static Placement of(Counts side, Counts against) {
            double all = side.sum();
            double total = against.sum();
            double below = 0;
            double sum = 0;
            double squares = 0;
            for (int i = 0; i < SIZE; i++) {
                double place = (below + against.at(i) / 2.0) / total;
                sum += side.at(i) * place;
                squares += side.at(i) * place * place;
                below += against.at(i);
            }
            double mean = sum / all;
            double variance = all < 2 ? 0 : (squares - sum * mean) / (all - 1);
            return new Placement(mean, Math.max(0, variance));
        }
    }
}
