package io.inferry.experiment.control.course;

import io.inferry.api.model.VersionChoice;
import io.inferry.api.traffic.Share;
import io.inferry.experiment.control.course.Decision.Act;
import io.inferry.experiment.control.course.Finding.Role;
import io.inferry.experiment.control.course.Finding.Verdict;
import io.inferry.experiment.control.definition.Bounds;
import io.inferry.experiment.control.definition.Candidate;
import io.inferry.experiment.control.definition.Definition;
import io.inferry.experiment.control.definition.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What happens next. In this order, for what comes first protects most:
 *
 * <ol>
 *   <li>A candidate that is gone, or breaks a guardrail, gets nothing any more; when none is left,
 *       the experiment is rolled back. Nothing stands against this: not a full disk, not a control
 *       that is gone, not too few samples.
 *   <li>Without control, or without a way to write decisions down, the experiment holds.
 *   <li>A candidate whose goal is refuted goes as in 1, once there are enough samples.
 *   <li>When the longest duration is over, what the definition says happens.
 *   <li>When arms did not get what their weights say, the comparison means nothing: hold.
 *   <li>A canary advances, an A/B test is decided; each on evidence, and holds on doubt.
 * </ol>
 */
public final class Course {
    private final Definition definition;

    /** The rules for one experiment. */
    public Course(Definition definition) {
        this.definition = definition;
    }

    /** One look. */
    public Turn look(Standing standing, Sight sight) {
        if (standing.phase().isOver()) {
            return Turn.none(standing);
        }
        boolean counts =
                !sight.gone().containsKey(definition.control()) && sight.storeTrouble().isEmpty();
        Turn turn = protect(Turn.none(standing.passed(sight.passed(), counts)), sight);
        if (turn.next().phase().isOver()) {
            return turn;
        }
        String controlGone = sight.gone().get(definition.control());
        if (controlGone != null) {
            return hold(turn, Hold.Cause.CONTROL_GONE, "control " + controlGone, sight);
        }
        if (sight.storeTrouble().isPresent()) {
            return hold(
                    turn,
                    Hold.Cause.STORE,
                    "nothing can be written down: " + sight.storeTrouble().get(),
                    sight);
        }
        return decide(turn, sight);
    }

    private Turn protect(Turn turn, Sight sight) {
        Turn now = turn;
        for (VersionChoice candidate : active(turn.next())) {
            String gone = sight.gone().get(candidate);
            Optional<Finding> broken =
                    sight.findings().stream()
                            .filter(each -> each.is(candidate, Role.GUARDRAIL, Verdict.BAD))
                            .findFirst();
            if (gone != null) {
                now = drop(now, candidate, Share.named(candidate) + " " + gone, sight);
            } else if (broken.isPresent()) {
                now = drop(now, candidate, broken.get().text(), sight);
            }
        }
        return now;
    }

    private Turn decide(Turn turn, Sight sight) {
        Turn now = turn;
        if (enough(now.next(), sight)) {
            for (VersionChoice candidate : active(now.next())) {
                Optional<Finding> refuted =
                        sight.findings().stream()
                                .filter(each -> each.is(candidate, Role.GOAL, Verdict.BAD))
                                .findFirst();
                if (refuted.isPresent()) {
                    now = drop(now, candidate, refuted.get().text(), sight);
                }
            }
        }
        if (now.next().phase().isOver()) {
            return now;
        }
        if (definition.bounds().isOver(now.next().running())) {
            return overtime(now, sight);
        }
        if (sight.ratio().isPresent()) {
            return hold(now, Hold.Cause.RATIO, sight.ratio().get(), sight);
        }
        return switch (definition.kind()) {
            case CANARY -> canary(now, sight);
            case AB -> test(now, sight);
            case SHADOW, BANDIT -> resume(now, "nothing stands against it any more", sight);
        };
    }

    private Turn canary(Turn turn, Sight sight) {
        Standing now = turn.next();
        List<Double> steps = definition.canary().steps();
        VersionChoice candidate = definition.candidates().getFirst().target();
        if (now.atStep().compareTo(definition.canary().bake()) < 0 || !enough(now, sight)) {
            return resume(turn, "nothing stands against it any more", sight);
        }
        String doubts = texts(sight, candidate, Role.GUARDRAIL);
        if (!doubts.isEmpty()) {
            return hold(turn, Hold.Cause.DOUBT, doubts, sight);
        }
        boolean last = now.step() == steps.size() - 1;
        boolean decisive = last ? steps.get(now.step()) < 100 : steps.get(now.step() + 1) >= 100;
        String missing = decisive ? texts(sight, candidate, Role.GOAL) : "";
        if (!missing.isEmpty()) {
            return hold(turn, Hold.Cause.GOAL, missing, sight);
        }
        String shown =
                "%d and %d answers at %s %%; %s"
                        .formatted(
                                sight.samples(candidate),
                                sight.samples(definition.control()),
                                number(steps.get(now.step())),
                                good(sight, candidate));
        if (last) {
            return promote(turn, candidate, shown, sight);
        }
        String next = number(steps.get(now.step() + 1));
        return turn.then(
                Act.ADVANCE,
                now.atStep(now.step() + 1, "to " + next + " %: " + shown),
                evidence(sight));
    }

    private Turn test(Turn turn, Sight sight) {
        if (!enough(turn.next(), sight) || definition.goals().isEmpty()) {
            return resume(turn, "nothing stands against it any more", sight);
        }
        List<VersionChoice> winners =
                active(turn.next()).stream()
                        .filter(each -> texts(sight, each, Role.GOAL).isEmpty())
                        .filter(each -> texts(sight, each, Role.GUARDRAIL).isEmpty())
                        .toList();
        if (winners.isEmpty()) {
            return resume(turn, "nothing stands against it any more", sight);
        }
        VersionChoice winner = sight.leader().filter(winners::contains).orElse(winners.getFirst());
        return promote(turn, winner, good(sight, winner), sight);
    }

    private Turn overtime(Turn turn, Sight sight) {
        String over = "the longest duration of %s is over".formatted(span());
        Bounds.Then then = definition.bounds().then();
        return switch (then) {
            case HOLD -> hold(turn, Hold.Cause.OVERTIME, over, sight);
            case ROLLBACK ->
                    turn.then(
                            Act.ROLL_BACK,
                            turn.next().over(Phase.ROLLED_BACK, Optional.empty(), over),
                            evidence(sight));
            case PROMOTE -> {
                List<VersionChoice> left = active(turn.next());
                VersionChoice winner =
                        sight.leader().filter(left::contains).orElse(left.getFirst());
                yield promote(turn, winner, over, sight);
            }
        };
    }

    private String span() {
        return definition.bounds().durationMax().toString().substring(2).toLowerCase(Locale.ROOT);
    }

    private Turn drop(Turn turn, VersionChoice candidate, String why, Sight sight) {
        Standing without = turn.next().without(candidate, why);
        return active(without).isEmpty()
                ? turn.then(
                        Act.ROLL_BACK,
                        without.over(Phase.ROLLED_BACK, Optional.empty(), why),
                        evidence(sight))
                : turn.then(Act.DROP, without, evidence(sight));
    }

    private static Turn promote(Turn turn, VersionChoice winner, String why, Sight sight) {
        return turn.then(
                Act.PROMOTE,
                turn.next().over(Phase.PROMOTED, Optional.of(winner), why),
                evidence(sight));
    }

    /** Told when the cause is a new one; its numbers change with every look. */
    private static Turn hold(Turn turn, Hold.Cause cause, String why, Sight sight) {
        Standing after = turn.next().holding(new Hold(cause, why));
        boolean same = turn.next().hold().filter(each -> each.cause() == cause).isPresent();
        return same
                ? new Turn(after, turn.decisions())
                : turn.then(Act.HOLD, after, evidence(sight));
    }

    private static Turn resume(Turn turn, String why, Sight sight) {
        return turn.next().phase() == Phase.HOLDING
                ? turn.then(Act.RESUME, turn.next().resumed(why), evidence(sight))
                : turn;
    }

    private boolean enough(Standing now, Sight sight) {
        Bounds bounds = definition.bounds();
        if (now.running().compareTo(bounds.duration()) < 0) {
            return false;
        }
        boolean alone =
                definition.kind() == Kind.CANARY
                        && definition.canary().steps().get(now.step()) >= 100;
        return (alone || sight.samples(definition.control()) >= bounds.samples())
                && active(now).stream().allMatch(each -> sight.samples(each) >= bounds.samples());
    }

    private List<VersionChoice> active(Standing now) {
        return definition.candidates().stream()
                .map(Candidate::target)
                .filter(each -> !now.dropped().contains(each))
                .toList();
    }

    /** What is not good about a candidate; empty when all is. */
    private static String texts(Sight sight, VersionChoice candidate, Role role) {
        return sight.findings().stream()
                .filter(each -> each.arm().equals(candidate) && each.role() == role)
                .filter(each -> each.verdict() != Verdict.GOOD)
                .map(Finding::text)
                .collect(Collectors.joining("; "));
    }

    private static String good(Sight sight, VersionChoice candidate) {
        String shown =
                sight.findings().stream()
                        .filter(each -> each.arm().equals(candidate))
                        .filter(each -> each.verdict() == Verdict.GOOD)
                        .map(Finding::text)
                        .collect(Collectors.joining("; "));
        return shown.isEmpty() ? "no goals or guardrails stand against it" : shown;
    }

    private static List<String> evidence(Sight sight) {
        return sight.findings().stream().map(Finding::text).toList();
    }

    private static String number(double percent) {
        return percent == Math.rint(percent)
                ? Long.toString(Math.round(percent))
                : Double.toString(percent);
    }
}
