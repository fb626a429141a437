package io.inferry.experiment.evidence.feedback;

import io.inferry.experiment.evidence.outputs.Prediction;
import io.inferry.experiment.evidence.outputs.Probabilities;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a label says about a prediction.
 *
 * @param metrics outcomes by metric
 * @param right class; −1 when there are no classes
 * @param answered class
 * @param score how likely class 1 was said to be; NaN unless there are two classes
 */
record LabelOutcomes(Map<String, Double> metrics, int right, int answered, double score) {
    private static final LabelOutcomes NONE = new LabelOutcomes(Map.of(), -1, -1, Double.NaN);

    /** As scikit-learn does for single precision, so that one sure mistake is not infinite. */
    private static final double PROBABILITY_MIN = 1e-7;

    private static final int BINARY = 2;

    /** None when either is missing or they do not fit. */
    static LabelOutcomes of(double label, Prediction prediction) {
        if (RightAnswer.isAbsent(label)) {
            return NONE;
        }
        return switch (prediction) {
            case Prediction.None none -> NONE;
            case Prediction.Value value -> of(label, value.value());
            case Prediction.Classed classed -> of(RightAnswer.code(label), classed);
        };
    }

    private static LabelOutcomes of(double label, double value) {
        double error = value - label;
        if (!(Math.abs(error) <= FeedbackCheck.ERROR_MAX)) {
            return NONE;
        }
        return new LabelOutcomes(
                Map.of(
                        FeedbackSummary.ABSOLUTE_ERROR,
                        Math.abs(error),
                        FeedbackSummary.SQUARED_ERROR,
                        error * error),
                -1,
                -1,
                Double.NaN);
    }

    private static LabelOutcomes of(int right, Prediction.Classed classed) {
        if (right < 0) {
            return NONE;
        }
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put(FeedbackSummary.ACCURACY, right == classed.code() ? 1.0 : 0.0);
        Probabilities said = classed.probabilities();
        if (said.size() > 0) {
            double likely = Math.clamp(said.at(right), PROBABILITY_MIN, 1 - PROBABILITY_MIN);
            metrics.put(FeedbackSummary.LOG_LOSS, -Math.log(likely));
        }
        boolean binary = said.size() == BINARY && right < BINARY;
        return new LabelOutcomes(metrics, right, classed.code(), binary ? said.at(1) : Double.NaN);
    }
}
