package io.inferry.experiment.control;

import io.inferry.api.model.VersionChoice;
import io.inferry.api.traffic.Share;
import io.inferry.experiment.control.judging.Judge;
import io.inferry.experiment.control.view.ArmReport;
import io.inferry.experiment.control.view.OffenderView;
import io.inferry.experiment.control.view.ReportView;
import io.inferry.experiment.evidence.ArmSummary;
import io.inferry.experiment.evidence.EvidenceSummary;
import io.inferry.experiment.evidence.feedback.Confusion;
import io.inferry.experiment.evidence.latency.LatencySummary;
import io.inferry.experiment.evidence.shadow.Offender;
import io.inferry.experiment.statistics.Rate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Everything that was seen, arm by arm, all stretches together. */
final class Reports {
    private Reports() {}

    static ReportView of(Shown shown, List<String> losses) {
        List<ArmReport> arms = new ArrayList<>();
        for (VersionChoice arm : shown.pinned().arms()) {
            arms.add(arm(all(shown.evidence(), arm)));
        }
        List<String> notes = new ArrayList<>(losses);
        if (shown.evidence().size() > 1) {
            notes.add(
                    "sums over %d stretches of different weights; findings compare within them"
                            .formatted(shown.evidence().size()));
        }
        return new ReportView(
                shown.view().name(), shown.view().state(), arms, shown.view().findings(), notes);
    }

    static ArmSummary all(List<EvidenceSummary> evidence, VersionChoice arm) {
        ArmSummary sum = ArmSummary.none(arm);
        for (EvidenceSummary each : evidence) {
            sum = sum.merge(each.arm(arm).orElseGet(() -> ArmSummary.none(arm)));
        }
        return sum;
    }

    private static ArmReport arm(ArmSummary from) {
        Map<String, Double> metrics = new LinkedHashMap<>();
        Rate answered = Judge.answered(from.counts());
        if (answered.trials() > 0) {
            metrics.put("success_rate", answered.mean());
        }
        latencies(from.latencies(), metrics);
        if (from.outputs().answers() > 0) {
            metrics.put("outputs.invalid", from.outputs().invalid().mean());
            metrics.put("outputs.constant", from.outputs().constant() ? 1.0 : 0.0);
        }
        new TreeMap<>(from.feedback().metrics())
                .forEach((name, metric) -> metrics.put("feedback." + name, metric.all().mean()));
        from.feedback().auc().ifPresent(auc -> metrics.put("feedback.auc", auc.value()));
        if (from.differences().pairs() > 0) {
            metrics.put("agreement", from.differences().agreement().mean());
            metrics.put("shadow.top1_flips", from.differences().flips().mean());
            metrics.put("shadow.rank_correlation", from.differences().ranks().mean());
        }
        List<String> labels = labels(from.feedback().confusion());
        return new ArmReport(
                Share.named(from.arm()),
                metrics,
                counts(from),
                labels,
                matrix(from.feedback().confusion(), labels));
    }

    private static void latencies(LatencySummary from, Map<String, Double> into) {
        if (from.count() > 0) {
            into.put("latency_mean", from.millis().mean());
            into.put("latency_p50", from.quantileMillis(0.5));
            into.put("latency_p90", from.quantileMillis(0.9));
            into.put("latency_p95", from.quantileMillis(0.95));
            into.put("latency_p99", from.quantileMillis(0.99));
        }
    }

    private static Map<String, Long> counts(ArmSummary from) {
        Map<String, Long> counts = new LinkedHashMap<>();
        counts.put("assigned", from.counts().assigned());
        counts.put("successes", from.counts().successes());
        counts.put("failures", from.counts().failures());
        counts.put("caller_mistakes", from.counts().mistakes());
        counts.put("diverted", from.counts().diverted());
        new TreeMap<>(from.feedback().metrics())
                .forEach((name, metric) -> counts.put("feedback." + name, metric.all().count()));
        counts.put("shadow.pairs", from.differences().pairs());
        counts.put("shadow.failed", from.differences().failed());
        counts.put("shadow.skipped", from.differences().skipped());
        return counts;
    }

    private static List<String> labels(Confusion confusion) {
        TreeSet<String> labels = new TreeSet<>(confusion.counts().keySet());
        confusion.counts().values().forEach(row -> labels.addAll(row.keySet()));
        return List.copyOf(labels);
    }

    private static List<List<Long>> matrix(Confusion confusion, List<String> labels) {
        return labels.stream()
                .map(right -> {
                    Map<String, Long> row = confusion.counts().getOrDefault(right, Map.of());
                    return labels.stream().map(said -> row.getOrDefault(said, 0L)).toList();
                })
                .toList();
    }

    static OffenderView offender(Offender from) {
        return new OffenderView(
                from.id(),
                from.difference(),
                from.why(),
                from.inputs(),
                from.live(),
                from.answer());
    }
}
