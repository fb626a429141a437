package io.inferry.experiment.evidence;

import io.inferry.api.model.VersionChoice;
import io.inferry.api.traffic.Share;
import io.inferry.experiment.evidence.feedback.FeedbackSummary;
import io.inferry.experiment.evidence.latency.LatencySummary;
import io.inferry.experiment.evidence.outputs.OutputSummary;
import io.inferry.experiment.evidence.shadow.DifferenceSummary;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * All that was seen of one arm. Immutable; what replicas saw is merged.
 *
 * @param latencies of successful answers
 * @param differences of this arm, asked as a shadow, to the live answers
 */
public record ArmSummary(
        VersionChoice arm,
        ArmCounts counts,
        LatencySummary latencies,
        OutputSummary outputs,
        FeedbackSummary feedback,
        DifferenceSummary differences) {
    /** An arm of which nothing was seen. */
    public static ArmSummary none(VersionChoice arm) {
        return new ArmSummary(
                arm,
                ArmCounts.NONE,
                LatencySummary.NONE,
                OutputSummary.NONE,
                FeedbackSummary.NONE,
                DifferenceSummary.NONE);
    }

    /**
     * Both together.
     *
     * @throws IllegalArgumentException for another arm's
     */
    public ArmSummary merge(ArmSummary other) {
        if (!arm.equals(other.arm)) {
            throw new IllegalArgumentException(
                    "only one arm's evidence merges, was of %s and %s"
                            .formatted(Share.named(arm), Share.named(other.arm)));
        }
        return new ArmSummary(
                arm,
                counts.merge(other.counts),
                latencies.merge(other.latencies),
                outputs.merge(other.outputs),
                feedback.merge(other.feedback),
                differences.merge(other.differences));
    }

    /** By name, for JSON. */
    public Map<String, Object> view() {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("arm", Share.named(arm));
        view.put("requests", counts.view());
        view.put("latency", latencies.view());
        view.put("outputs", outputs.view());
        view.put("feedback", feedback.view());
        if (differences.pairs() > 0) {
            view.put("shadow", differences.view());
        }
        return view;
    }
}
