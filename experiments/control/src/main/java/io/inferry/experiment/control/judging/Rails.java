package io.inferry.experiment.control.judging;

import io.inferry.experiment.control.course.Finding;
import io.inferry.experiment.control.course.Finding.Verdict;
import io.inferry.experiment.control.definition.Definition;
import io.inferry.experiment.control.definition.Direction;
import io.inferry.experiment.control.definition.Guardrail;
import io.inferry.experiment.control.definition.Kind;
import io.inferry.experiment.control.definition.Margin;
import io.inferry.experiment.control.definition.Metric;
import io.inferry.experiment.statistics.Comparison;
import io.inferry.experiment.statistics.ConfidenceSequence;
import io.inferry.experiment.statistics.Rate;

/**
 * Whether guardrails are broken. The chance that a candidate which breaks none is rolled back is at
 * most α in all: α is divided by guardrails, candidates and, since most of these tests start afresh
 * with each stretch, by a canary's steps.
 *
 * <p>What is counted (success, validity, agreement, accuracy) and latency quantiles are tested
 * exactly, from the first request on: a total failure shows after a handful of answers. Means need
 * the minimum samples.
 */
final class Rails {
    private final Definition definition;
    private final double alphaEach;

    Rails(Definition definition) {
        this.definition = definition;
        int steps = definition.kind() == Kind.CANARY ? definition.canary().steps().size() : 1;
        int tests = definition.guardrails().size() * definition.candidates().size() * steps;
        this.alphaEach = definition.confidence().alpha() / Math.max(1, tests);
    }

    /** A verdict with its numbers; what was found is better than control by the estimate. */
    record Ruling(Verdict verdict, double estimate, double p, String text) {
        static Ruling open(String text) {
            return new Ruling(Verdict.OPEN, Double.NaN, Double.NaN, text);
        }
    }

    Finding finding(Guardrail rail, Case of, Tracks tracks) {
        Ruling ruling =
                switch (rail.limit()) {
                    case Guardrail.Limit.Within within -> within(rail.metric(), within, of);
                    case Guardrail.Limit.AtLeast least -> atLeast(rail.metric(), least, of);
                    case Guardrail.Limit.AtMost most ->
                            new Drifting(alphaEach, definition.bounds().samples())
                                    .ruling(most.value(), of, tracks);
                    case Guardrail.Limit.Never never -> Sameness.ruling(of, alphaEach);
                };
        return new Finding(
                of.candidate(),
                Finding.Role.GUARDRAIL,
                rail.metric().name(),
                ruling.verdict(),
                ruling.estimate(),
                Double.NaN,
                Double.NaN,
                ruling.p(),
                ruling.text());
    }

    private Ruling within(Metric metric, Guardrail.Limit.Within within, Case of) {
        if (metric.isRate()) {
            return rate(metric, within.margin(), of);
        }
        return metric.family() == Metric.Family.LATENCY_QUANTILE
                ? new Slowness(alphaEach).ruling(metric, within.margin(), of)
                : mean(metric, within.margin(), of);
    }

    private Ruling rate(Metric metric, Margin margin, Case of) {
        Case.Pair present = of.present();
        Rate control = Case.rate(metric, present.control());
        Rate candidate = Case.rate(metric, present.candidate());
        if (control.trials() == 0 || candidate.trials() == 0) {
            return Ruling.open(
                    "nothing to judge %s of %s by yet".formatted(metric.name(), of.name()));
        }
        double shown = metric.family() == Metric.Family.INVALID ? -1 : 1;
        String text =
                Sentence.values(metric, of, shownRate(shown, candidate), shownRate(shown, control))
                        + " (%d and %d requests, margin %s)"
                                .formatted(candidate.trials(), control.trials(), margin);
        double bound = bound(metric, margin, RateTest.lower(control, alphaEach / 2));
        double evidence = RateTest.below(candidate, bound);
        return ruled(
                evidence,
                doubtful(candidate, bound(metric, margin, control.mean())),
                candidate.mean() - control.mean(),
                text);
    }

    /** The worst rate that is still within the margin. */
    private static double bound(Metric metric, Margin margin, double control) {
        double base = metric.family() == Metric.Family.INVALID ? 1 - control : control;
        return control - margin.of(base);
    }

    private static double shownRate(double sign, Rate rate) {
        return sign > 0 ? rate.mean() : 1 - rate.mean();
    }

    private Ruling atLeast(Metric metric, Guardrail.Limit.AtLeast least, Case of) {
        Rate rate = Case.rate(metric, of.pairs().getLast().candidate());
        if (rate.trials() == 0) {
            return Ruling.open(
                    "nothing to judge %s of %s by yet".formatted(metric.name(), of.name()));
        }
        String text =
                "%s of %s is %s over %d, wanted at least %s"
                        .formatted(
                                metric.name(),
                                of.name(),
                                Sentence.number(rate.mean()),
                                rate.trials(),
                                Sentence.number(least.value()));
        return ruled(
                RateTest.below(rate, least.value()) - Math.log(2),
                doubtful(rate, least.value()),
                rate.mean() - least.value(),
                text);
    }

    private Ruling ruled(double evidence, boolean doubtful, double estimate, String text) {
        double p = Math.min(1, Math.exp(-evidence));
        if (p <= alphaEach / 2) {
            return new Ruling(Verdict.BAD, estimate, p, text + ": broken, p " + Sentence.number(p));
        }
        return new Ruling(doubtful ? Verdict.DOUBT : Verdict.GOOD, estimate, p, text);
    }

    private static boolean doubtful(Rate seen, double bound) {
        double clipped = Math.clamp(bound, 0, 1);
        return Doubt.of(
                clipped - seen.mean(),
                Math.max(clipped * (1 - clipped), 1.0 / (seen.trials() + 1.0)) / seen.trials());
    }

    private Ruling mean(Metric metric, Margin margin, Case of) {
        Comparison raw =
                Strata.compare(
                        ConfidenceSequence.tightestAt(
                                (double) definition.confidence().expectedSamples(), alphaEach),
                        of.strata(metric));
        Comparison gain = metric.direction() == Direction.LOWER ? raw.turned() : raw;
        Case.Pair present = of.present();
        double candidates = 0;
        for (Case.Pair each : of.pairs()) {
            candidates += Case.count(metric, each.candidate());
        }
        if (candidates == 0 || Case.count(metric, present.control()) == 0) {
            return Ruling.open(
                    "nothing to judge %s of %s by yet".formatted(metric.name(), of.name()));
        }
        double tolerated = margin.of(of.baseline(metric));
        String text =
                Sentence.values(
                                metric,
                                of,
                                Case.value(metric, present.candidate()),
                                Case.value(metric, present.control()))
                        + ", better by %s (%s to %s), margin %s"
                                .formatted(
                                        Sentence.number(gain.difference()),
                                        Sentence.number(gain.lower()),
                                        Sentence.number(gain.upper()),
                                        margin);
        if (candidates >= definition.bounds().samples() && gain.upper() < -tolerated) {
            return new Ruling(Verdict.BAD, gain.difference(), gain.p(), text + ": broken");
        }
        boolean doubt = gain.difference() < -tolerated;
        return new Ruling(doubt ? Verdict.DOUBT : Verdict.GOOD, gain.difference(), gain.p(), text);
    }
}
