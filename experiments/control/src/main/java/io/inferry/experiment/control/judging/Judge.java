package io.inferry.experiment.control.judging;

import io.inferry.api.model.VersionChoice;
import io.inferry.experiment.control.course.Finding;
import io.inferry.experiment.control.course.Finding.Role;
import io.inferry.experiment.control.course.Finding.Verdict;
import io.inferry.experiment.control.definition.Candidate;
import io.inferry.experiment.control.definition.Definition;
import io.inferry.experiment.control.definition.Goal;
import io.inferry.experiment.control.definition.Guardrail;
import io.inferry.experiment.evidence.ArmCounts;
import io.inferry.experiment.evidence.EvidenceSummary;
import io.inferry.experiment.statistics.Rate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds what the evidence of one experiment says. */
public final class Judge {
    private final Definition definition;
    private final Goals goals;
    private final Rails rails;

    /** A judge for one experiment, whose targets are exact versions. */
    public Judge(Definition definition) {
        this.definition = definition;
        this.goals = new Goals(definition);
        this.rails = new Rails(definition);
    }

    /**
     * One look at the evidence.
     *
     * @param stretches of equal weights, oldest first, at least one
     * @param active candidates still in
     * @param tracks what earlier looks left; this one is added
     */
    public List<Finding> findings(
            List<EvidenceSummary> stretches, List<VersionChoice> active, Tracks tracks) {
        List<Finding> findings = new ArrayList<>();
        for (Candidate each : definition.candidates()) {
            if (active.contains(each.target())) {
                Case of = new Case(definition, each.target(), stretches);
                for (Guardrail rail : definition.guardrails()) {
                    findings.add(rails.finding(rail, of, tracks));
                }
                for (Goal goal : definition.goals()) {
                    findings.add(goals.finding(goal, of, tracks));
                }
            }
        }
        return findings;
    }

    /** The candidate that does best by the first goal, among those with a shown or open one. */
    public static Optional<VersionChoice> leader(List<Finding> findings) {
        return findings.stream()
                .filter(each -> each.role() == Role.GOAL && each.verdict() != Verdict.BAD)
                .filter(each -> each.metric().equals(firstGoal(findings)))
                .max(Comparator.comparingDouble(Finding::estimate))
                .map(Finding::arm);
    }

    /** Requests of an arm that ended, by whether they were answered. */
    public static Rate answered(ArmCounts counts) {
        return Case.answered(counts);
    }

    private static String firstGoal(List<Finding> findings) {
        return findings.stream()
                .filter(each -> each.role() == Role.GOAL)
                .map(Finding::metric)
                .findFirst()
                .orElse("");
    }
}
