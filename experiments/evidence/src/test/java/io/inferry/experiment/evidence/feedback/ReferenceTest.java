package io.inferry.experiment.evidence.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.inferry.experiment.evidence.outputs.Prediction;
import io.inferry.experiment.evidence.outputs.Probabilities;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * The figures are those of scikit-learn 1.9.1 for the same 200 answers; DeLong's variance was
 * worked out there from its definition, over all pairs of answers.
 */
class ReferenceTest {
    private static final int ANSWERS = 200;
    private static final FeedbackLimits LIMITS =
            new FeedbackLimits(1000, Duration.ofHours(1), 10, Duration.ofSeconds(1));

    private final FeedbackBook book =
            new FeedbackBook(
                    LIMITS, FeedbackBook.Forwarding.NOWHERE, FeedbackBook.Listening.NOBODY);
    private final ExperimentFeedback experiment = book.open("reference", 1);

    private void join(int i, Prediction prediction, double label) {
        String id = "0000000a-" + Integer.toHexString(i + 1);
        experiment.routed(id, 0, Double.NaN, 0);
        experiment.answered(id, prediction);
        assertThat(book.accept(Feedback.label(id, label), 0).outcome())
                .isEqualTo(Verdict.Outcome.ACCEPTED);
    }

    private double mean(String metric) {
        return experiment.summary(0).metric(metric).all().mean();
    }

    @Test
    void binaryAnswersHaveTheAreaAndTheLogLossOfScikitLearn() {
        for (int i = 0; i < ANSWERS; i++) {
            float score = (float) (((i * 37) % 101 + 1) / 103.0);
            int right = (i * 53) % 97 + (i * 37) % 101 > 98 ? 1 : 0;
            var both = Probabilities.of(1 - score, score);
            join(i, new Prediction.Classed(score >= 0.5 ? 1 : 0, "", both), right);
        }
        Auc auc = experiment.summary(0).auc().orElseThrow();
        assertThat(auc.positives()).isEqualTo(97);
        assertThat(auc.negatives()).isEqualTo(103);
        assertThat(auc.value()).isCloseTo(0.8567710939845862, within(auc.error() + 1e-12));
        assertThat(auc.error()).isLessThan(0.003);
        assertThat(auc.variance()).isCloseTo(0.0006479940905907912, within(5e-6));
        assertThat(mean(FeedbackSummary.LOG_LOSS)).isCloseTo(0.4682713562442936, within(1e-7));
    }

    @Test
    void classesHaveTheLossTheAccuracyAndTheConfusionOfScikitLearn() {
        for (int i = 0; i < ANSWERS; i++) {
            double[] parts = {(i * 7) % 13 + 1, (i * 11) % 17 + 1, (i * 5) % 19 + 1};
            double sum = parts[0] + parts[1] + parts[2];
            float[] said = new float[3];
            int largest = 0;
            for (int c = 0; c < 3; c++) {
                said[c] = (float) (parts[c] / sum);
                largest = said[c] > said[largest] ? c : largest;
            }
            int right = i % 4 > 0 ? largest : (i * 29) % 3;
            join(i, new Prediction.Classed(largest, "", Probabilities.of(said)), right);
        }
        assertThat(mean(FeedbackSummary.LOG_LOSS)).isCloseTo(0.823945153810843, within(1e-9));
        assertThat(mean(FeedbackSummary.ACCURACY)).isEqualTo(0.845);
        long[][] expected = {{32, 6, 7}, {3, 58, 6}, {3, 6, 79}};
        Confusion confusion = experiment.summary(0).confusion();
        for (int right = 0; right < 3; right++) {
            for (int answered = 0; answered < 3; answered++) {
                assertThat(confusion.count("" + right, "" + answered))
                        .isEqualTo(expected[right][answered]);
            }
        }
    }

    @Test
    void valuesHaveTheErrorsOfScikitLearn() {
        for (int i = 0; i < ANSWERS; i++) {
            join(i, new Prediction.Value((i * 37) % 101 / 7.0), (i * 53) % 97 / 5.0);
        }
        var absolute = experiment.summary(0).metric(FeedbackSummary.ABSOLUTE_ERROR).all();
        assertThat(absolute.mean()).isCloseTo(5.892285714285714, within(1e-12));
        assertThat(absolute.variance()).isCloseTo(17.24555681632653, within(1e-11));
        assertThat(mean(FeedbackSummary.SQUARED_ERROR)).isCloseTo(51.96458775510204, within(1e-11));
    }
}
