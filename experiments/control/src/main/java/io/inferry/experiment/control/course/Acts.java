package io.inferry.experiment.control.course;

import io.inferry.api.ServingException;
import io.inferry.api.model.VersionChoice;
import io.inferry.api.traffic.Share;
import io.inferry.experiment.control.course.Decision.Act;
import io.inferry.experiment.control.definition.Candidate;
import io.inferry.experiment.control.definition.Definition;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What an operator may do to an experiment. */
public final class Acts {
    private Acts() {}

    /**
     * Gives all traffic to a candidate now.
     *
     * @param target empty: the only candidate that is left
     * @throws ServingException FAILED_PRECONDITION when it is over, or the candidate is not one
     */
    public static Turn promote(
            Definition definition, Standing now, Optional<VersionChoice> target, String why) {
        requireOpen(definition, now, "promoted");
        List<VersionChoice> left =
                definition.candidates().stream()
                        .map(Candidate::target)
                        .filter(each -> !now.dropped().contains(each))
                        .toList();
        if (target.isEmpty() && left.size() > 1) {
            throw ServingException.failedPrecondition(
                    "experiment '%s' has several candidates, say which: %s"
                            .formatted(definition.name(), named(left)));
        }
        VersionChoice winner = target.orElse(left.getFirst());
        if (!left.contains(winner)) {
            throw ServingException.failedPrecondition(
                    "%s is no candidate of experiment '%s', which has %s"
                            .formatted(Share.named(winner), definition.name(), named(left)));
        }
        return Turn.none(now)
                .then(Act.PROMOTE, now.over(Phase.PROMOTED, Optional.of(winner), why), List.of());
    }

    /**
     * Gives all traffic to control now; after a promotion too.
     *
     * @throws ServingException FAILED_PRECONDITION when it was rolled back or stopped before
     */
    public static Turn rollback(Definition definition, Standing now, String why) {
        if (now.phase() != Phase.PROMOTED) {
            requireOpen(definition, now, "rolled back");
        }
        return Turn.none(now)
                .then(Act.ROLL_BACK, now.over(Phase.ROLLED_BACK, Optional.empty(), why), List.of());
    }

    /**
     * Ends the experiment and its part of the traffic; from any state but STOPPED.
     *
     * @throws ServingException FAILED_PRECONDITION when it was stopped before
     */
    public static Turn stop(Definition definition, Standing now, String why) {
        if (now.phase() == Phase.STOPPED) {
            throw ServingException.failedPrecondition(
                    "experiment '%s' is stopped already".formatted(definition.name()));
        }
        return Turn.none(now)
                .then(Act.STOP, now.over(Phase.STOPPED, Optional.empty(), why), List.of());
    }

    private static void requireOpen(Definition definition, Standing now, String wanted) {
        if (now.phase().isOver()) {
            throw ServingException.failedPrecondition(
                    "experiment '%s' is %s and cannot be %s: only RUNNING and HOLDING can"
                            .formatted(definition.name(), now.text(), wanted));
        }
    }

    private static String named(List<VersionChoice> targets) {
        return targets.stream().map(Share::named).collect(Collectors.joining(", "));
    }
}
