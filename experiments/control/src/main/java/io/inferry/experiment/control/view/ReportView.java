package io.inferry.experiment.control.view;

import java.util.List;

/**
 * Everything an experiment knows.
 *
 * @param notes what a reader should know of it: evidence that was lost, labels left out
 */
public record ReportView(
        String name,
        String state,
        List<ArmReport> arms,
        List<FindingView> findings,
        List<String> notes) {
    public ReportView {
        arms = List.copyOf(arms);
        findings = List.copyOf(findings);
        notes = List.copyOf(notes);
    }
}
