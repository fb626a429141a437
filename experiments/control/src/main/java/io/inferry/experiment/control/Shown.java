package io.inferry.experiment.control;

import io.inferry.experiment.control.course.Phase;
import io.inferry.experiment.control.definition.Definition;
import io.inferry.experiment.control.policy.BanditPolicy;
import io.inferry.experiment.control.view.DecisionView;
import io.inferry.experiment.control.view.ExperimentView;
import io.inferry.experiment.evidence.EvidenceBook;
import io.inferry.experiment.evidence.EvidenceSummary;
import io.inferry.experiment.evidence.shadow.Offender;
import java.util.List;
import java.util.Optional;

/**
 * An experiment as other threads see it, since the last look. Immutable but for the book and the
 * policy, which are safe for many threads.
 *
 * @param book where requests are written down; empty when it is over
 * @param ratioP of assignments; NaN when they are not watched
 */
record Shown(
        ExperimentView view,
        Definition pinned,
        Phase phase,
        List<DecisionView> decisions,
        List<EvidenceSummary> evidence,
        List<Offender> offenders,
        Optional<EvidenceBook> book,
        Optional<BanditPolicy> policy,
        double ratioP) {
    Shown {
        decisions = List.copyOf(decisions);
        evidence = List.copyOf(evidence);
        offenders = List.copyOf(offenders);
    }
}
