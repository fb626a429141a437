package io.inferry.experiment.control.memory;

import io.inferry.experiment.control.course.Standing;
import io.inferry.experiment.control.definition.Definition;
import io.inferry.experiment.control.judging.Track;
import io.inferry.experiment.control.view.DecisionView;
import io.inferry.experiment.evidence.EvidenceSummary;
import io.inferry.experiment.statistics.SequentialRatio;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All of one experiment.
 *
 * @param written the definition as the operator wrote it
 * @param pinned the same, its labels replaced by the versions they meant at the start
 * @param inForce whether it says where traffic goes
 * @param stretches evidence by stretches of equal weights, oldest first, the present one last
 * @param tracks what earlier looks left
 * @param ratio of assignments
 * @param decided how many decisions there ever were
 * @param decisions the newest of them, oldest first
 * @param bandit what it saved, in base 64; empty for others
 */
public record Saved(
        Definition written,
        Definition pinned,
        Standing standing,
        Instant started,
        boolean inForce,
        List<EvidenceSummary> stretches,
        Map<String, Track> tracks,
        Optional<SequentialRatio> ratio,
        long decided,
        List<DecisionView> decisions,
        String bandit) {
    public Saved {
        stretches = List.copyOf(stretches);
        tracks = Map.copyOf(tracks);
        decisions = List.copyOf(decisions);
    }

    /** Its name. */
    public String name() {
        return pinned.name();
    }

    /** The same with other evidence. */
    public Saved with(List<EvidenceSummary> others) {
        return new Saved(
                written, pinned, standing, started, inForce, others, tracks, ratio, decided,
                decisions, bandit);
    }
}
