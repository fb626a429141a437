package io.inferry.experiment.control.course;

import io.inferry.api.model.VersionChoice;
import io.inferry.api.traffic.Share;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where an experiment stands: all that a restart has to bring back.
 *
 * @param step index into a canary's steps, else 0
 * @param atStep how long it has been there, not counting what no evidence comes from
 * @param running how long in all
 * @param dropped candidates that get nothing any more
 * @param winner of a promotion
 * @param reason why it is as it is, as operators read it
 */
public record Standing(
        Phase phase,
        int step,
        Duration atStep,
        Duration running,
        Optional<Hold> hold,
        List<VersionChoice> dropped,
        Optional<VersionChoice> winner,
        String reason) {
    public Standing {
        dropped = List.copyOf(dropped);
    }

    /** At the first step. */
    public static Standing begin() {
        return new Standing(
                Phase.RUNNING,
                0,
                Duration.ZERO,
                Duration.ZERO,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                "started");
    }

    /** As operators read it: {@code RUNNING at step 2}. */
    public String text() {
        return switch (phase) {
            case RUNNING -> "RUNNING at step " + (step + 1);
            case HOLDING -> "HOLDING at step " + (step + 1);
            case PROMOTED -> "PROMOTED " + winner.map(Share::named).orElse("");
            case ROLLED_BACK -> "ROLLED_BACK";
            case STOPPED -> "STOPPED";
        };
    }

    Standing passed(Duration time, boolean counts) {
        Duration more = time.isNegative() ? Duration.ZERO : time;
        return new Standing(
                phase,
                step,
                counts ? atStep.plus(more) : atStep,
                running.plus(more),
                hold,
                dropped,
                winner,
                reason);
    }

    Standing holding(Hold why) {
        return new Standing(
                Phase.HOLDING,
                step,
                atStep,
                running,
                Optional.of(why),
                dropped,
                winner,
                why.text());
    }

    Standing resumed(String why) {
        return new Standing(
                Phase.RUNNING, step, atStep, running, Optional.empty(), dropped, winner, why);
    }

    Standing atStep(int next, String why) {
        return new Standing(
                Phase.RUNNING,
                next,
                Duration.ZERO,
                running,
                Optional.empty(),
                dropped,
                winner,
                why);
    }

    Standing without(VersionChoice candidate, String why) {
        List<VersionChoice> more = new ArrayList<>(dropped);
        more.add(candidate);
        return new Standing(phase, step, atStep, running, hold, more, winner, why);
    }

    Standing over(Phase end, Optional<VersionChoice> promoted, String why) {
        return new Standing(end, step, atStep, running, Optional.empty(), dropped, promoted, why);
    }
}
