package io.inferry.experiment.statistics.decision;

import io.inferry.experiment.statistics.Comparison;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The decision for whoever has only counts, as {@code analyze} has from Prometheus; the server's
 * controller keeps the same order over the same sequences. Pure: the same findings give the same
 * verdict. In this order:
 *
 * <ol>
 *   <li>A metric with enough outcomes whose interval lies wholly beyond the margin on the bad side:
 *       ROLLBACK. This comes before the assignment's alarm, since holding would leave requests with
 *       a version that looks broken, and taking them back harms nobody.
 *   <li>Assignments that do not fit the weights: HOLD.
 *   <li>A goal not yet shown, or any metric without enough outcomes: HOLD.
 *   <li>Otherwise ADVANCE. A guardrail need only not be breached.
 * </ol>
 */
public final class Decision {
    private Decision() {}

    private enum State {
        BREACHED,
        SCARCE,
        UNDECIDED,
        FINE
    }

    private record Judged(State state, String sentence) {}

    /**
     * Decides.
     *
     * @param findings one for each metric; none: HOLD, since nothing is known
     */
    public static Verdict of(List<Finding> findings, Assignment assignment) {
        List<Judged> judged = findings.stream().map(Decision::judge).toList();
        List<String> metrics = judged.stream().map(Judged::sentence).toList();
        List<String> breached = in(judged, State.BREACHED);
        if (!breached.isEmpty()) {
            return new Verdict(Verdict.Kind.ROLLBACK, joined(breached), metrics);
        }
        if (assignment.mismatch()) {
            return new Verdict(Verdict.Kind.HOLD, assignment.sentence(), metrics);
        }
        List<String> missing = new ArrayList<>(in(judged, State.SCARCE));
        missing.addAll(in(judged, State.UNDECIDED));
        if (findings.isEmpty()) {
            missing.add("there is no metric to decide by");
        }
        if (!missing.isEmpty()) {
            return new Verdict(Verdict.Kind.HOLD, joined(missing), metrics);
        }
        return new Verdict(Verdict.Kind.ADVANCE, joined(metrics), metrics);
    }

    private static List<String> in(List<Judged> judged, State state) {
        return judged.stream().filter(one -> one.state() == state).map(Judged::sentence).toList();
    }

    private static String joined(List<String> sentences) {
        return sentences.stream().collect(Collectors.joining("; "));
    }

    private static Judged judge(Finding finding) {
        Finding.Evidence evidence = finding.evidence();
        if (!evidence.enough()) {
            return new Judged(State.SCARCE, scarce(finding));
        }
        Comparison gain = finding.gain();
        double tolerated = finding.tolerated();
        String seen = seen(finding);
        String limit = tolerated == 0 ? "" : " by the tolerated " + Numbers.shown(tolerated);
        if (gain.upper() < -tolerated) {
            String more =
                    tolerated == 0
                            ? ", which is worse"
                            : ", more than the tolerated " + Numbers.shown(tolerated);
            return new Judged(State.BREACHED, seen + more);
        }
        boolean within = gain.lower() > -tolerated;
        return switch (finding.role()) {
            case GOAL_BETTER ->
                    gain.lower() > 0
                            ? new Judged(State.FINE, seen + ", which is better")
                            : new Judged(State.UNDECIDED, seen + ", not yet shown better");
            case GOAL_NOT_WORSE ->
                    within
                            ? new Judged(State.FINE, seen + ", not worse" + limit)
                            : new Judged(State.UNDECIDED, seen + ", which may be worse" + limit);
            case GUARDRAIL ->
                    within
                            ? new Judged(State.FINE, seen + ", not worse" + limit)
                            : new Judged(State.FINE, seen + ", not shown worse" + limit);
        };
    }

    private static String scarce(Finding finding) {
        Finding.Evidence evidence = finding.evidence();
        return finding.metric()
                + " needs "
                + evidence.outcomesMin()
                + " outcomes of each version, has "
                + evidence.running().outcomes()
                + " of "
                + evidence.running().name()
                + " and "
                + evidence.candidate().outcomes()
                + " of "
                + evidence.candidate().name();
    }

    private static String seen(Finding finding) {
        Finding.Evidence evidence = finding.evidence();
        Comparison comparison = evidence.comparison();
        boolean lower = comparison.difference() < 0;
        Comparison shown = lower ? comparison.turned() : comparison;
        return finding.metric()
                + " of "
                + evidence.candidate().name()
                + " is "
                + (lower ? "lower" : "higher")
                + " by "
                + Numbers.shown(shown.difference())
                + " ("
                + Numbers.shown(shown.lower())
                + " to "
                + Numbers.shown(shown.upper())
                + ") than "
                + evidence.running().name()
                + "'s";
    }
}
