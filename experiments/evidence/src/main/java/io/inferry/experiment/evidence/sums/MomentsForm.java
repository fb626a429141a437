package io.inferry.experiment.evidence.sums;

import io.inferry.experiment.evidence.form.FormReader;
import io.inferry.experiment.evidence.form.FormWriter;
import io.inferry.experiment.statistics.Moments;
import io.inferry.experiment.statistics.PairedMoments;
import io.inferry.experiment.statistics.Rate;

/** The bytes of moments, rates and metrics. */
public final class MomentsForm {
    private MomentsForm() {}

    /** Writes a rate. */
    public static void write(FormWriter to, Rate rate) {
        to.whole(rate.successes());
        to.whole(rate.trials());
    }

    /** Reads a rate. */
    public static Rate rate(FormReader from) {
        return new Rate(from.whole(), from.whole());
    }

    /** Writes moments. */
    public static void write(FormWriter to, Moments moments) {
        to.whole(moments.count());
        to.number(moments.mean());
        to.number(moments.squares());
    }

    /** Reads moments. */
    public static Moments moments(FormReader from) {
        return new Moments(from.whole(), from.number(), from.number());
    }

    /** Writes a metric. */
    public static void write(FormWriter to, MetricSummary metric) {
        write(to, metric.all());
        write(to, metric.paired().outcome());
        write(to, metric.paired().covariate());
        to.number(metric.paired().products());
    }

    /** Reads a metric. */
    public static MetricSummary metric(FormReader from) {
        return new MetricSummary(
                moments(from), new PairedMoments(moments(from), moments(from), from.number()));
    }
}
