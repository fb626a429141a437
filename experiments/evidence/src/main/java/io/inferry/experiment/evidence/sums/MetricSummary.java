package io.inferry.experiment.evidence.sums;

import io.inferry.experiment.statistics.Moments;
import io.inferry.experiment.statistics.PairedMoments;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Outcomes of one metric.
 *
 * @param all of them
 * @param paired those whose request had a covariate
 */
public record MetricSummary(Moments all, PairedMoments paired) {
    /** No outcomes. */
    public static final MetricSummary NONE = new MetricSummary(Moments.NONE, PairedMoments.NONE);

    /** Both together. */
    public MetricSummary merge(MetricSummary other) {
        return new MetricSummary(all.merge(other.all), paired.merge(other.paired));
    }

    /** By name, for JSON. */
    public Map<String, Object> view() {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("count", all.count());
        view.put("mean", all.mean());
        view.put("deviation", all.deviation());
        return view;
    }
}
