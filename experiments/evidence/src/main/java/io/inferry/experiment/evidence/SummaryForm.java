package io.inferry.experiment.evidence;

import io.inferry.api.ErrorCode;
import io.inferry.api.ServingException;
import io.inferry.api.model.VersionChoice;
import io.inferry.experiment.evidence.feedback.FeedbackSummary;
import io.inferry.experiment.evidence.form.FormReader;
import io.inferry.experiment.evidence.form.FormWriter;
import io.inferry.experiment.evidence.latency.LatencySummary;
import io.inferry.experiment.evidence.outputs.OutputSummary;
import io.inferry.experiment.evidence.shadow.DifferenceSummary;
import java.util.ArrayList;
import java.util.List;

/** The bytes of a summary. */
final class SummaryForm {
    private static final int LATEST = 0;
    private static final int EXACT = 1;
    private static final int LABEL = 2;

    private SummaryForm() {}

    static byte[] write(EvidenceSummary summary) {
        FormWriter to = new FormWriter();
        to.text(summary.experiment());
        to.whole(summary.arms().size());
        for (ArmSummary arm : summary.arms()) {
            write(to, arm.arm());
            arm.counts().write(to);
            arm.latencies().write(to);
            arm.outputs().write(to);
            arm.feedback().write(to);
            arm.differences().write(to);
        }
        return to.toBytes();
    }

    static EvidenceSummary read(byte[] bytes) {
        FormReader from = new FormReader(bytes);
        try {
            String experiment = from.text();
            List<ArmSummary> arms = new ArrayList<>();
            for (int left = from.size(); left > 0; left--) {
                arms.add(
                        new ArmSummary(
                                target(from),
                                ArmCounts.read(from),
                                LatencySummary.read(from),
                                OutputSummary.read(from),
                                FeedbackSummary.read(from),
                                DifferenceSummary.read(from)));
            }
            from.end();
            return new EvidenceSummary(experiment, arms);
        } catch (IllegalArgumentException impossible) {
            throw ServingException.of(
                    ErrorCode.INVALID_ARGUMENT,
                    "these bytes are no summary of evidence: " + impossible.getMessage(),
                    impossible);
        }
    }

    private static void write(FormWriter to, VersionChoice target) {
        switch (target) {
            case VersionChoice.Latest latest -> to.whole(LATEST);
            case VersionChoice.Exact exact -> {
                to.whole(EXACT);
                to.bits(exact.version());
            }
            case VersionChoice.Label label -> {
                to.whole(LABEL);
                to.text(label.label());
            }
        }
    }

    private static VersionChoice target(FormReader from) {
        int kind = from.size();
        return switch (kind) {
            case LATEST -> VersionChoice.LATEST;
            case EXACT -> new VersionChoice.Exact(from.bits());
            case LABEL -> new VersionChoice.Label(from.text());
            default -> throw new IllegalArgumentException("an arm is of the kind " + kind);
        };
    }
}
