package io.inferry.experiment.control.judging;

import io.inferry.api.model.VersionChoice;
import io.inferry.api.traffic.Share;
import io.inferry.experiment.control.definition.Definition;
import io.inferry.experiment.control.definition.Kind;
import io.inferry.experiment.control.definition.Metric;
import io.inferry.experiment.evidence.ArmCounts;
import io.inferry.experiment.evidence.ArmSummary;
import io.inferry.experiment.evidence.EvidenceSummary;
import io.inferry.experiment.evidence.shadow.DifferenceSummary;
import io.inferry.experiment.evidence.sums.MetricSummary;
import io.inferry.experiment.statistics.Cuped;
import io.inferry.experiment.statistics.Moments;
import io.inferry.experiment.statistics.Rate;
import java.util.ArrayList;
import java.util.List;

/**
 * One candidate against control: their evidence by stretches of equal weights, oldest first.
 *
 * @param stretches at least one; the last is the present one
 */
record Case(Definition definition, VersionChoice candidate, List<EvidenceSummary> stretches) {
    Case {
        stretches = List.copyOf(stretches);
    }

    String name() {
        return Share.named(candidate);
    }

    String controlName() {
        return Share.named(definition.control());
    }

    /** Both arms in one stretch. */
    record Pair(ArmSummary control, ArmSummary candidate) {}

    private Pair pair(EvidenceSummary of) {
        ArmSummary one = arm(of, definition.control());
        ArmSummary two = arm(of, candidate);
        return definition.kind() == Kind.SHADOW ? ofShadow(one, two) : new Pair(one, two);
    }

    /** A shadow has no requests of its own: what counts is what came of the copies. */
    private static Pair ofShadow(ArmSummary live, ArmSummary shadow) {
        DifferenceSummary pairs = shadow.differences();
        long failed = Math.min(pairs.failed(), pairs.pairs());
        return new Pair(
                new ArmSummary(
                        live.arm(),
                        live.counts(),
                        pairs.live(),
                        live.outputs(),
                        live.feedback(),
                        live.differences()),
                new ArmSummary(
                        shadow.arm(),
                        new ArmCounts(pairs.pairs(), pairs.pairs() - failed, failed, 0, 0),
                        pairs.shadow(),
                        shadow.outputs(),
                        shadow.feedback(),
                        pairs));
    }

    private static ArmSummary arm(EvidenceSummary of, VersionChoice arm) {
        return of.arm(arm).orElseGet(() -> ArmSummary.none(arm));
    }

    List<Pair> pairs() {
        return stretches.stream().map(this::pair).toList();
    }

    /**
     * The present stretch. Where control gets nothing in it, control is what it was before: better
     * than nothing to watch the last step of a canary by.
     */
    Pair present() {
        List<Pair> pairs = pairs();
        Pair last = pairs.getLast();
        if (pairs.size() == 1 || answered(last.control().counts()).trials() > 0) {
            return last;
        }
        return new Pair(pairs.get(pairs.size() - 2).control(), last.candidate());
    }

    /** Of a rate: successes are what is good. */
    static Rate rate(Metric metric, ArmSummary arm) {
        return switch (metric.family()) {
            case SUCCESS_RATE -> answered(arm.counts());
            case INVALID -> {
                Rate invalid = arm.outputs().invalid();
                yield new Rate(invalid.trials() - invalid.successes(), invalid.trials());
            }
            case AGREEMENT -> arm.differences().agreement();
            case ACCURACY -> {
                Moments right = arm.feedback().metric("accuracy").all();
                yield new Rate(Math.round(right.mean() * right.count()), right.count());
            }
            case LATENCY_QUANTILE, LATENCY_MEAN, FEEDBACK_MEAN, AUC, CONSTANT, DRIFT ->
                    throw new IllegalStateException(metric.name() + " is no rate");
        };
    }

    /**
     * Answered among all. A caller's mistake counts as not answered: both arms have the same
     * callers, and a version that refuses what control takes is broken to them.
     */
    static Rate answered(ArmCounts counts) {
        return new Rate(
                counts.successes(), counts.successes() + counts.failures() + counts.mistakes());
    }

    /** By stretches, for what has moments; the covariate's part is taken out where it can be. */
    List<Stratum> strata(Metric metric) {
        List<Stratum> strata = new ArrayList<>();
        for (Pair each : pairs()) {
            strata.add(
                    switch (metric.family()) {
                        case SUCCESS_RATE, INVALID, AGREEMENT -> ofRates(metric, each);
                        case ACCURACY ->
                                definition.covariate().isPresent()
                                        ? ofFeedback("accuracy", each)
                                        : ofRates(metric, each);
                        case LATENCY_MEAN ->
                                Stratum.of(
                                        each.control().latencies().millis(),
                                        each.candidate().latencies().millis());
                        case FEEDBACK_MEAN -> ofFeedback(metric.feedback().orElseThrow(), each);
                        case AUC -> ofAuc(each);
                        case LATENCY_QUANTILE, CONSTANT, DRIFT ->
                                throw new IllegalStateException(metric.name() + " has no mean");
                    });
        }
        return strata;
    }

    private static Stratum ofRates(Metric metric, Pair pair) {
        Rate one = rate(metric, pair.control());
        Rate two = rate(metric, pair.candidate());
        if (one.trials() == 0 || two.trials() == 0) {
            return new Stratum(0, 0, one.trials(), two.trials());
        }
        return new Stratum(
                two.mean() - one.mean(),
                cautious(one) / one.trials() + cautious(two) / two.trials(),
                one.trials(),
                two.trials());
    }

    /** A row of equal outcomes counts one of the other kind more: its spread is unknown, not 0. */
    private static double cautious(Rate rate) {
        double successes =
                Math.clamp((double) rate.successes(), 1.0, Math.max(1.0, rate.trials() - 1.0));
        double mean = Math.min(successes / rate.trials(), rate.trials() / (rate.trials() + 1.0));
        return mean * (1 - mean);
    }

    private static Stratum ofFeedback(String name, Pair pair) {
        MetricSummary one = pair.control().feedback().metric(name);
        MetricSummary two = pair.candidate().feedback().metric(name);
        boolean paired =
                Math.min(one.paired().count(), two.paired().count()) >= Stratum.OUTCOMES_MIN;
        if (!paired) {
            return Stratum.of(one.all(), two.all());
        }
        Cuped cuped = Cuped.pooled(one.paired(), two.paired());
        return Stratum.of(cuped.adjusted(one.paired()), cuped.adjusted(two.paired()));
    }

    private static Stratum ofAuc(Pair pair) {
        var one = pair.control().feedback().auc();
        var two = pair.candidate().feedback().auc();
        if (one.isEmpty() || two.isEmpty()) {
            return new Stratum(0, 0, 0, 0);
        }
        double bins = one.get().error() + two.get().error();
        return new Stratum(
                two.get().value() - one.get().value(),
                one.get().variance() + two.get().variance() + bins * bins,
                one.get().positives() + (double) one.get().negatives(),
                two.get().positives() + (double) two.get().negatives());
    }

    /** Outcomes of a metric in all stretches, of the arm that has fewer. */
    double outcomes(Metric metric) {
        double control = 0;
        double candidates = 0;
        for (Pair each : pairs()) {
            control += count(metric, each.control());
            candidates += count(metric, each.candidate());
        }
        return Math.min(control, candidates);
    }

    /** Control's mean over all stretches, for margins that are a part of it. */
    double baseline(Metric metric) {
        double sum = 0;
        double count = 0;
        for (Pair each : pairs()) {
            double many = count(metric, each.control());
            sum += many * value(metric, each.control());
            count += many;
        }
        return count == 0 ? 0 : sum / count;
    }

    static double count(Metric metric, ArmSummary arm) {
        return switch (metric.family()) {
            case SUCCESS_RATE, INVALID, AGREEMENT, ACCURACY -> rate(metric, arm).trials();
            case LATENCY_MEAN, LATENCY_QUANTILE -> arm.latencies().count();
            case FEEDBACK_MEAN ->
                    arm.feedback().metric(metric.feedback().orElseThrow()).all().count();
            case AUC ->
                    arm.feedback()
                            .auc()
                            .map(auc -> (double) auc.positives() + auc.negatives())
                            .orElse(0.0);
            case CONSTANT, DRIFT -> arm.outputs().answers();
        };
    }

    static double value(Metric metric, ArmSummary arm) {
        return switch (metric.family()) {
            case SUCCESS_RATE, AGREEMENT, ACCURACY -> rate(metric, arm).mean();
            case INVALID -> arm.outputs().invalid().mean();
            case LATENCY_MEAN -> arm.latencies().millis().mean();
            case LATENCY_QUANTILE -> arm.latencies().quantileMillis(metric.quantile());
            case FEEDBACK_MEAN ->
                    arm.feedback().metric(metric.feedback().orElseThrow()).all().mean();
            case AUC -> arm.feedback().auc().map(auc -> auc.value()).orElse(Double.NaN);
            case CONSTANT -> arm.outputs().constant() ? 1 : 0;
            case DRIFT -> Double.NaN;
        };
    }
}
