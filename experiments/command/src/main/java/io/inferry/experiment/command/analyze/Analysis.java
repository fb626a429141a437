package io.inferry.experiment.command.analyze;

import io.inferry.experiment.statistics.Corrections;
import io.inferry.experiment.statistics.decision.Assignment;
import io.inferry.experiment.statistics.decision.Decision;
import io.inferry.experiment.statistics.decision.Finding;
import io.inferry.experiment.statistics.decision.Verdict;
import java.util.List;

/**
 * What follows from what was seen.
 *
 * @param findings one for each metric
 * @param warnings what a reader of it should know
 */
record Analysis(
        Seen control,
        Seen candidate,
        List<Watched> metrics,
        List<Finding> findings,
        Verdict verdict,
        List<String> warnings) {
    Analysis {
        metrics = List.copyOf(metrics);
        findings = List.copyOf(findings);
        warnings = List.copyOf(warnings);
    }

    /**
     * Decides. Who splits the traffic, and how, is not known here, so assignments are not checked.
     *
     * @param certainty of all metrics together; each gets its part of α
     */
    static Analysis of(
            Seen control, Seen candidate, List<Watched> metrics, Watched.Certainty certainty) {
        var each =
                new Watched.Certainty(
                        Corrections.alphaEach(certainty.alpha(), metrics.size()),
                        certainty.expectedSamples(),
                        certainty.samplesMin());
        List<Finding> findings =
                metrics.stream().map(metric -> metric.finding(control, candidate, each)).toList();
        return new Analysis(
                control,
                candidate,
                metrics,
                findings,
                Decision.of(findings, Assignment.unknown()),
                List.of());
    }

    Analysis warnedOf(List<String> more) {
        return new Analysis(control, candidate, metrics, findings, verdict, more);
    }

    /** The answer in a word. */
    String answer() {
        return switch (verdict.kind()) {
            case ADVANCE -> "promote";
            case HOLD -> "keep";
            case ROLLBACK -> "rollback";
        };
    }

    /** The answer as an exit status. */
    int exitStatus() {
        return switch (verdict.kind()) {
            case ADVANCE -> 0;
            case HOLD -> 10;
            case ROLLBACK -> 20;
        };
    }
}
