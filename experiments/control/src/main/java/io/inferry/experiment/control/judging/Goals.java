package io.inferry.experiment.control.judging;

import io.inferry.experiment.control.course.Finding;
import io.inferry.experiment.control.course.Finding.Verdict;
import io.inferry.experiment.control.definition.Definition;
import io.inferry.experiment.control.definition.Direction;
import io.inferry.experiment.control.definition.Goal;
import io.inferry.experiment.control.definition.Metric;
import io.inferry.experiment.statistics.BucketCounts;
import io.inferry.experiment.statistics.Comparison;
import io.inferry.experiment.statistics.ConfidenceSequence;
import io.inferry.experiment.statistics.Corrections;
import io.inferry.experiment.statistics.QuantileSequence;

/**
 * Whether goals are shown. Each candidate's interval is at α divided by the number of candidates
 * (Bonferroni), so that the chance of any wrong promotion is α; a quantile starts afresh with each
 * stretch, and its α is divided by the number of stretches too. Looks before the minimum samples
 * leave nothing behind: the intervals are asymptotic.
 */
final class Goals {
    private static final double MILLIS_PER_MICRO = 1e-3;

    private final Definition definition;
    private final double alphaEach;

    Goals(Definition definition) {
        this.definition = definition;
        this.alphaEach =
                Corrections.alphaEach(
                        definition.confidence().alpha(), definition.candidates().size());
    }

    Finding finding(Goal goal, Case of, Tracks tracks) {
        Metric metric = goal.metric();
        boolean quantile = metric.family() == Metric.Family.LATENCY_QUANTILE;
        Comparison raw = quantile ? ofQuantile(metric, of) : ofMeans(metric, of);
        Comparison gain = metric.direction() == Direction.LOWER ? raw.turned() : raw;
        String key = "goal/" + metric.name() + "/" + of.name();
        String name = quantile ? key + "/" + of.stretches().size() : key;
        Track before = tracks.of(name);
        Track track =
                of.outcomes(metric) < definition.bounds().samples()
                        ? before
                        : tracks.keep(name, before.seen(gain));
        double tolerated = goal.margin().of(of.baseline(metric));
        Verdict verdict = verdict(goal, track, tolerated);
        Case.Pair present = of.present();
        String text =
                Sentence.values(
                                metric,
                                of,
                                Case.value(metric, present.candidate()),
                                Case.value(metric, present.control()))
                        + ": "
                        + said(goal, verdict, tolerated)
                        + ", better by "
                        + Sentence.number(gain.difference())
                        + " (%s to %s, p %s)"
                                .formatted(
                                        Sentence.number(track.low()),
                                        Sentence.number(track.high()),
                                        Sentence.number(track.p()));
        return new Finding(
                of.candidate(),
                Finding.Role.GOAL,
                metric.name(),
                verdict,
                gain.difference(),
                track.low(),
                track.high(),
                track.p(),
                text);
    }

    private static Verdict verdict(Goal goal, Track track, double tolerated) {
        return switch (goal.show()) {
            case BETTER -> verdict(track.low() > 0, track.high() < 0);
            case NOT_WORSE -> verdict(track.low() > -tolerated, track.high() < -tolerated);
        };
    }

    private static Verdict verdict(boolean shown, boolean refuted) {
        if (shown) {
            return Verdict.GOOD;
        }
        return refuted ? Verdict.BAD : Verdict.OPEN;
    }

    private static String said(Goal goal, Verdict verdict, double tolerated) {
        boolean better = goal.show() == Goal.Show.BETTER;
        String wanted = better ? "better" : "not worse by " + Sentence.number(tolerated);
        return switch (verdict) {
            case GOOD -> "shown " + wanted;
            case BAD -> better ? "shown worse" : "shown worse by " + Sentence.number(tolerated);
            case OPEN, DOUBT -> "not yet shown " + wanted;
        };
    }

    private Comparison ofMeans(Metric metric, Case of) {
        return Strata.compare(
                ConfidenceSequence.tightestAt(
                        (double) definition.confidence().expectedSamples(), alphaEach),
                of.strata(metric));
    }

    private Comparison ofQuantile(Metric metric, Case of) {
        int stretches = Math.max(definition.canary().steps().size(), of.stretches().size());
        Case.Pair present = of.pairs().getLast();
        return QuantileSequence.tightestAt(
                        metric.quantile(),
                        definition.confidence().expectedSamples() / 2.0,
                        alphaEach / stretches)
                .difference(
                        BucketCounts.of(
                                present.control().latencies().histogram(), MILLIS_PER_MICRO),
                        BucketCounts.of(
                                present.candidate().latencies().histogram(), MILLIS_PER_MICRO));
    }
}
