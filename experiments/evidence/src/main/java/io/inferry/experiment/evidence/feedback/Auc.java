package io.inferry.experiment.evidence.feedback;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The area under the ROC curve, from scores in bins.
 *
 * @param value the chance that an answer about class 1 scores higher than one about class 0; ties
 *     count half
 * @param variance of that estimate (DeLong, DeLong and Clarke-Pearson 1988)
 * @param error at most this far from the area without bins
 * @param positives answers about class 1
 * @param negatives answers about class 0
 */
public record Auc(double value, double variance, double error, long positives, long negatives) {
    /** By name, for JSON. */
    public Map<String, Object> view() {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("value", value);
        view.put("deviation", Math.sqrt(variance));
        view.put("error", error);
        view.put("positives", positives);
        view.put("negatives", negatives);
        return view;
    }
}
