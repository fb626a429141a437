package io.inferry.experiment.control;

import io.inferry.api.model.VersionChoice;
import io.inferry.api.traffic.Share;
import io.inferry.experiment.control.course.Finding;
import io.inferry.experiment.control.definition.Definition;
import io.inferry.experiment.control.definition.DefinitionWriter;
import io.inferry.experiment.control.definition.Kind;
import io.inferry.experiment.control.judging.Judge;
import io.inferry.experiment.control.view.ArmView;
import io.inferry.experiment.control.view.ExperimentView;
import io.inferry.experiment.control.view.FindingView;
import io.inferry.experiment.evidence.ArmCounts;
import io.inferry.experiment.evidence.ArmSummary;
import io.inferry.experiment.evidence.EvidenceSummary;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Draws an experiment for others to look at. */
final class Portrait {
    private Portrait() {}

    static Shown of(Running running) {
        boolean over = running.standing().phase().isOver();
        return new Shown(
                view(running),
                running.pinned(),
                running.standing().phase(),
                running.audit().lines(),
                running.evidence(),
                running.stretches().offenders(),
                over ? Optional.empty() : Optional.of(running.stretches().present()),
                running.policy(),
                running.ratioP());
    }

    static ExperimentView view(Running running) {
        Definition pinned = running.pinned();
        boolean canary = pinned.kind() == Kind.CANARY;
        return new ExperimentView(
                running.name(),
                pinned.model(),
                word(pinned.kind()),
                running.standing().phase().name(),
                canary ? running.standing().step() + 1 : 0,
                canary ? pinned.canary().steps().size() : 0,
                running.standing().reason(),
                running.started(),
                running.standing().running(),
                running.standing().atStep(),
                running.inForce(),
                arms(running),
                running.findings().stream().map(Portrait::finding).toList(),
                DefinitionWriter.tree(running.written()));
    }

    /** An experiment of a file whose versions are not there yet. */
    static ExperimentView waiting(Definition definition, Instant now, String why) {
        return new ExperimentView(
                definition.name(),
                definition.model(),
                word(definition.kind()),
                "WAITING",
                0,
                definition.kind() == Kind.CANARY ? definition.canary().steps().size() : 0,
                why,
                now,
                Duration.ZERO,
                Duration.ZERO,
                false,
                List.of(),
                List.of(),
                DefinitionWriter.tree(definition));
    }

    private static List<ArmView> arms(Running running) {
        List<ArmView> arms = new ArrayList<>();
        for (Share share : running.shares()) {
            ArmCounts counts = counts(running.evidence(), share.target());
            arms.add(
                    new ArmView(
                            Share.named(share.target()),
                            share.target().equals(running.pinned().control())
                                    ? "control"
                                    : "candidate",
                            share.weight(),
                            Judge.answered(counts).trials(),
                            counts.failures() + counts.mistakes(),
                            running.available(share.target())));
        }
        return arms;
    }

    static ArmCounts counts(List<EvidenceSummary> evidence, VersionChoice arm) {
        ArmCounts counts = ArmCounts.NONE;
        for (EvidenceSummary each : evidence) {
            counts = counts.merge(each.arm(arm).map(ArmSummary::counts).orElse(ArmCounts.NONE));
        }
        return counts;
    }

    static FindingView finding(Finding finding) {
        return new FindingView(
                Share.named(finding.arm()),
                word(finding.role()),
                finding.metric(),
                word(finding.verdict()),
                finding.estimate(),
                finding.low(),
                finding.high(),
                finding.p(),
                finding.text());
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
