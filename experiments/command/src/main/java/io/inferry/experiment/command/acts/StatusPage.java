package io.inferry.experiment.command.acts;

import com.fasterxml.jackson.databind.JsonNode;
import io.inferry.experiment.command.terminal.Figures;
import io.inferry.experiment.command.terminal.TextTable;

/** Experiments for a person. */
final class StatusPage {
    private static final String LINE = System.lineSeparator();

    private StatusPage() {}

    /** A line for each. */
    static String list(JsonNode answer) {
        TextTable table = new TextTable("name", "model", "kind", "state", "reason");
        for (JsonNode one : answer.path("experiments")) {
            table.row(
                    one.path("name").asText(),
                    one.path("model").asText(),
                    one.path("kind").asText(),
                    state(one),
                    one.path("reason").asText());
        }
        return table.isEmpty() ? "no experiments" : table.toString();
    }

    /** Everything about one. */
    static String one(JsonNode experiment) {
        String head =
                "%s: %s of model %s, %s"
                        .formatted(
                                experiment.path("name").asText(),
                                experiment.path("kind").asText(),
                                experiment.path("model").asText(),
                                state(experiment));
        String reason = experiment.path("reason").asText();
        StringBuilder page = new StringBuilder(head);
        if (!reason.isEmpty()) {
            page.append(LINE).append(reason);
        }
        page.append(LINE).append(LINE).append(arms(experiment.path("arms")));
        TextTable findings = findings(experiment.path("findings"));
        if (!findings.isEmpty()) {
            page.append(LINE).append(LINE).append(findings);
        }
        return page.toString();
    }

    private static String state(JsonNode experiment) {
        String state = experiment.path("state").asText();
        int steps = experiment.path("steps").asInt();
        boolean underWay = StatusCommand.isUndecided(experiment) && steps > 0;
        return underWay
                ? "%s at step %d of %d".formatted(state, experiment.path("step").asInt(), steps)
                : state;
    }

    private static TextTable arms(JsonNode arms) {
        TextTable table = new TextTable("arm", "role", "weight", "requests", "failures", "");
        for (JsonNode arm : arms) {
            table.row(
                    arm.path("target").asText(),
                    arm.path("role").asText(),
                    Figures.shown(arm.path("weight").asDouble()) + " %",
                    arm.path("requests").asText(),
                    arm.path("failures").asText(),
                    arm.path("available").asBoolean(true) ? "" : "not available");
        }
        return table;
    }

    private static TextTable findings(JsonNode findings) {
        TextTable table =
                new TextTable(
                        "metric", "arm", "role", "verdict", "difference", "interval", "p", "says");
        for (JsonNode finding : findings) {
            table.row(
                    finding.path("metric").asText(),
                    finding.path("arm").asText(),
                    finding.path("role").asText(),
                    finding.path("verdict").asText(),
                    Figures.shown(number(finding, "difference")),
                    Figures.interval(number(finding, "low"), number(finding, "high")),
                    Figures.shown(number(finding, "p")),
                    finding.path("text").asText());
        }
        return table;
    }

    /** NaN for what is not known. */
    private static double number(JsonNode of, String name) {
        return of.path(name).isNumber() ? of.path(name).doubleValue() : Double.NaN;
    }
}
