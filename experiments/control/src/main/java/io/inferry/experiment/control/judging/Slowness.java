package io.inferry.experiment.control.judging;

import io.inferry.experiment.control.course.Finding.Verdict;
import io.inferry.experiment.control.definition.Margin;
import io.inferry.experiment.control.definition.Metric;
import io.inferry.experiment.control.judging.Rails.Ruling;
import io.inferry.experiment.evidence.latency.LatencySummary;
import io.inferry.experiment.statistics.BucketCounts;
import io.inferry.experiment.statistics.QuantileSequence;
import io.inferry.experiment.statistics.Rate;
import org.HdrHistogram.Histogram;

/**
 * Whether a candidate's latency quantile is worse than control's by more than the margin. Control's
 * quantile has an upper bound that holds at every look (Howard, Ramdas 2022); of a candidate within
 * the margin at most the part 1 − q of the answers takes longer than that bound and the margin, and
 * that is a rate, tested exactly. So a candidate that is slow throughout shows after a handful of
 * answers, once control's bound is finite: after some 1,400 of control's answers for p99, 280 for
 * p95, 25 for p50, at α 0.002.
 */
final class Slowness {
    private static final double MICROS = 1_000;

    private final double alpha;

    Slowness(double alpha) {
        this.alpha = alpha;
    }

    Ruling ruling(Metric metric, Margin margin, Case of) {
        LatencySummary control = of.present().control().latencies();
        LatencySummary candidate = of.present().candidate().latencies();
        if (control.count() == 0 || candidate.count() == 0) {
            return Ruling.open(
                    "nothing to judge %s of %s by yet".formatted(metric.name(), of.name()));
        }
        double share = metric.quantile();
        double now = candidate.quantileMillis(share);
        double usual = control.quantileMillis(share);
        String text =
                Sentence.values(metric, of, now, usual)
                        + " (%d and %d answers, margin %s)"
                                .formatted(candidate.count(), control.count(), margin);
        double bound =
                QuantileSequence.tightestAt(
                                share, Math.max(100, (double) control.count()), alpha / 2)
                        .interval(BucketCounts.of(control.histogram(), 1 / MICROS))
                        .upper();
        double evidence =
                Double.isInfinite(bound)
                        ? 0
                        : RateTest.below(within(candidate, bound + margin.of(bound)), share);
        double p = Math.min(1, Math.exp(-evidence));
        if (p <= alpha / 2) {
            return new Ruling(
                    Verdict.BAD, usual - now, p, text + ": broken, p " + Sentence.number(p));
        }
        Rate roughly = within(candidate, usual + margin.of(usual));
        boolean doubt = Doubt.of(share - roughly.mean(), share * (1 - share) / roughly.trials());
        return new Ruling(doubt ? Verdict.DOUBT : Verdict.GOOD, usual - now, p, text);
    }

    /** Answers that did not take longer. */
    private static Rate within(LatencySummary of, double millis) {
        Histogram histogram = of.histogram();
        long total = histogram.getTotalCount();
        long limit = (long) Math.ceil(millis * MICROS);
        long beyond =
                limit >= histogram.getMaxValue()
                        ? 0
                        : total - histogram.getCountBetweenValues(0, limit);
        return new Rate(total - Math.clamp(beyond, 0, total), total);
    }
}
