package io.inferry.experiment.evidence.shadow;

import io.inferry.experiment.evidence.form.FormReader;
import io.inferry.experiment.evidence.form.FormWriter;
import io.inferry.experiment.evidence.latency.LatencySummary;
import io.inferry.experiment.evidence.sums.MomentsForm;
import io.inferry.experiment.statistics.Moments;
import io.inferry.experiment.statistics.Rate;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a shadow's answers differ from the live ones.
 *
 * @param agreement pairs that agree wholly, among all that were asked; a shadow that failed does
 *     not agree
 * @param flips pairs of which a largest class differs, among those that have classes
 * @param ranks Spearman's rank correlation of vectors
 * @param differences the worst |live − shadow| of each pair; those that cannot be compared are left
 *     out
 * @param mismatched pairs that differ in names, dtypes or shapes
 * @param failed the shadow did not answer
 * @param skipped the shadow was not asked: no evidence
 * @param live the live model's own time
 * @param shadow the shadow model's own time
 */
public record DifferenceSummary(
        Rate agreement,
        Rate flips,
        Moments ranks,
        Moments differences,
        long mismatched,
        long failed,
        long skipped,
        LatencySummary live,
        LatencySummary shadow) {
    /** No pairs. */
    public static final DifferenceSummary NONE =
            new DifferenceSummary(
                    Rate.NONE,
                    Rate.NONE,
                    Moments.NONE,
                    Moments.NONE,
                    0,
                    0,
                    0,
                    LatencySummary.NONE,
                    LatencySummary.NONE);

    /** Pairs compared, failures included. */
    public long pairs() {
        return agreement.trials();
    }

    /** Both together. */
    public DifferenceSummary merge(DifferenceSummary other) {
        return new DifferenceSummary(
                agreement.merge(other.agreement),
                flips.merge(other.flips),
                ranks.merge(other.ranks),
                differences.merge(other.differences),
                mismatched + other.mismatched,
                failed + other.failed,
                skipped + other.skipped,
                live.merge(other.live),
                shadow.merge(other.shadow));
    }

    /** By name, for JSON. */
    public Map<String, Object> view() {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("pairs", pairs());
        view.put("agreement", agreement.mean());
        view.put("top1_flips", flips.successes());
        view.put("top1_compared", flips.trials());
        view.put("rank_correlation", ranks.mean());
        view.put("worst_difference_mean", differences.mean());
        view.put("mismatched", mismatched);
        view.put("failed", failed);
        view.put("skipped", skipped);
        view.put("live_latency", live.view());
        view.put("shadow_latency", shadow.view());
        return view;
    }

    /** Writes it. */
    public void write(FormWriter to) {
        MomentsForm.write(to, agreement);
        MomentsForm.write(to, flips);
        MomentsForm.write(to, ranks);
        MomentsForm.write(to, differences);
        to.whole(mismatched);
        to.whole(failed);
        to.whole(skipped);
        live.write(to);
        shadow.write(to);
    }

    /** Reads what {@link #write} wrote. */
    public static DifferenceSummary read(FormReader from) {
        return new DifferenceSummary(
                MomentsForm.rate(from),
                MomentsForm.rate(from),
                MomentsForm.moments(from),
                MomentsForm.moments(from),
                from.whole(),
                from.whole(),
                from.whole(),
                LatencySummary.read(from),
                LatencySummary.read(from));
    }
}
