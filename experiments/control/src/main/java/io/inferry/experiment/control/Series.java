package io.inferry.experiment.control;

import io.inferry.api.model.VersionChoice;
import io.inferry.api.observer.MetricsSource.Measurements;
import io.inferry.api.traffic.Share;
import io.inferry.experiment.control.course.Phase;
import io.inferry.experiment.control.view.ArmView;
import io.inferry.experiment.control.view.FindingView;
import io.inferry.experiment.evidence.ArmSummary;
import io.inferry.experiment.evidence.feedback.FeedbackCounts;
import io.inferry.experiment.statistics.Moments;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What scrapers read of experiments. */
final class Series {
    private final Measurements into;

    Series(Measurements into) {
        this.into = into;
    }

    void of(Map<String, Shown> all, Map<String, Map<String, LongAdder>> decided) {
        all.forEach(this::experiment);
        decided.forEach((name, acts) ->
                acts.forEach((act, count) ->
                        into.counter(
                                "inferry_experiment_decisions",
                                "Decisions of an experiment since this server started.",
                                labels("experiment", name, "decision", act),
                                (double) count.sum())));
    }

    private void experiment(String name, Shown shown) {
        for (Phase phase : Phase.values()) {
            into.gauge(
                    "inferry_experiment_state",
                    "1 for the state that an experiment is in.",
                    labels("experiment", name, "state", phase.name()),
                    shown.phase() == phase ? 1 : 0);
        }
        for (ArmView arm : shown.view().arms()) {
            Map<String, String> labels = labels("experiment", name, "arm", arm.target());
            into.gauge(
                    "inferry_experiment_arm_weight",
                    "Percent of the requests that an arm gets.",
                    labels,
                    arm.weight());
            into.counter(
                    "inferry_experiment_assignments",
                    "Requests assigned to an arm.",
                    labels,
                    assigned(shown, arm));
        }
        for (FindingView finding : shown.view().findings()) {
            if (!Double.isNaN(finding.p())) {
                Map<String, String> labels = labels("experiment", name, "arm", finding.arm());
                labels.put("metric", finding.metric());
                labels.put("role", finding.role());
                into.gauge(
                        "inferry_experiment_p_value",
                        "Smallest always-valid p-value of a comparison with control.",
                        labels,
                        finding.p());
            }
        }
        if (!Double.isNaN(shown.ratioP())) {
            into.gauge(
                    "inferry_experiment_ratio_p_value",
                    "Always-valid p-value of arms getting what their weights say.",
                    labels("experiment", name),
                    shown.ratioP());
        }
        shown.pinned().arms().forEach(arm -> accuracy(shown, arm));
    }

    private static double assigned(Shown shown, ArmView arm) {
        for (VersionChoice each : shown.pinned().arms()) {
            if (Share.named(each).equals(arm.target())) {
                return Portrait.counts(shown.evidence(), each).assigned();
            }
        }
        return 0;
    }

    private void accuracy(Shown shown, VersionChoice arm) {
        ArmSummary all = Reports.all(shown.evidence(), arm);
        Moments right = all.feedback().metric("accuracy").all();
        if (right.count() > 0 && shown.view().inForce()) {
            into.gauge(
                    "model_prediction_accuracy",
                    "Part of the labels fed back that a version had right, in its experiment.",
                    labels("model", shown.pinned().model(), "version", version(arm)),
                    right.mean());
        }
    }

    void feedback(FeedbackCounts counts, int held) {
        counts.view()
                .forEach((outcome, count) ->
                        into.counter(
                                "inferry_feedback",
                                "Pieces of feedback by what became of them.",
                                labels("outcome", outcome),
                                ((Number) count).doubleValue()));
        into.gauge(
                "inferry_feedback_ids",
                "Answers remembered until their feedback comes.",
                Map.of(),
                held);
    }

    private static String version(VersionChoice arm) {
        return arm instanceof VersionChoice.Exact exact
                ? Long.toString(exact.version())
                : Share.named(arm);
    }

    private static Map<String, String> labels(String... namesAndValues) {
        Map<String, String> labels = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            labels.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return labels;
    }
}
