package io.inferry.experiment.command.analyze;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inferry.experiment.command.terminal.Figures;
import io.inferry.experiment.command.terminal.JsonText;
import io.inferry.experiment.command.terminal.TextTable;
import io.inferry.experiment.statistics.Comparison;
import io.inferry.experiment.statistics.decision.Finding;
import java.util.Locale;

/** An analysis for a person, or for a script. */
final class AnalysisPage {
    private final Analysis analysis;

    AnalysisPage(Analysis analysis) {
        this.analysis = analysis;
    }

    String text() {
        TextTable table =
                new TextTable(
                        "metric",
                        "watched as",
                        "version " + analysis.control().version(),
                        "version " + analysis.candidate().version(),
                        "difference",
                        "interval",
                        "p");
        for (int i = 0; i < analysis.findings().size(); i++) {
            Watched metric = analysis.metrics().get(i);
            Comparison seen = analysis.findings().get(i).evidence().comparison();
            table.row(
                    metric.name(),
                    role(metric),
                    Figures.shown(metric.value(analysis.control())),
                    Figures.shown(metric.value(analysis.candidate())),
                    Figures.shown(seen.difference()),
                    Figures.interval(seen.lower(), seen.upper()),
                    Figures.shown(seen.p()));
        }
        String line = System.lineSeparator();
        StringBuilder page = new StringBuilder(analysis.answer()).append(": ");
        page.append(analysis.verdict().reason()).append(line).append(line).append(table);
        analysis.warnings()
                .forEach(warning -> page.append(line).append("warning: ").append(warning));
        return page.toString();
    }

    String json() {
        ObjectNode page = JsonText.object();
        page.put("decision", analysis.answer());
        page.put("reason", analysis.verdict().reason());
        version(page.putObject("control"), analysis.control());
        version(page.putObject("candidate"), analysis.candidate());
        var metrics = page.putArray("metrics");
        for (int i = 0; i < analysis.findings().size(); i++) {
            metric(metrics.addObject(), i);
        }
        analysis.warnings().forEach(page.putArray("warnings")::add);
        return JsonText.pretty(page);
    }

    private static void version(ObjectNode into, Seen seen) {
        into.put("version", seen.version());
        into.put("requests", seen.requests().trials());
        into.put("successes", seen.requests().successes());
    }

    private void metric(ObjectNode into, int index) {
        Watched metric = analysis.metrics().get(index);
        Finding finding = analysis.findings().get(index);
        Comparison seen = finding.evidence().comparison();
        into.put("metric", metric.name());
        into.put("role", role(metric));
        number(into, "control", metric.value(analysis.control()));
        number(into, "candidate", metric.value(analysis.candidate()));
        number(into, "difference", seen.difference());
        number(into, "low", seen.lower());
        number(into, "high", seen.upper());
        number(into, "p", seen.p());
        into.put("text", analysis.verdict().metrics().get(index));
    }

    /** JSON has no infinities: an end that is not known is null. */
    private static void number(ObjectNode into, String name, double value) {
        if (Double.isFinite(value)) {
            into.put(name, value);
        } else {
            into.putNull(name);
        }
    }

    private static String role(Watched metric) {
        return metric.role().name().toLowerCase(Locale.ROOT);
    }
}
