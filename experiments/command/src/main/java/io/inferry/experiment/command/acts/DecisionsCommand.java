package io.inferry.experiment.command.acts;

import com.fasterxml.jackson.databind.JsonNode;
import io.inferry.experiment.command.terminal.Figures;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows the audit log. */
@Command(
        name = "decisions",
        mixinStandardHelpOptions = true,
        description = "Shows every decision of an experiment, the oldest first.")
public final class DecisionsCommand implements Callable<Integer> {
    private static final String LINE = System.lineSeparator();

    @Option(names = "--evidence", description = "Show what was known at each decision, too.")
    private boolean evidence;

    @Mixin private Addressed experiment = new Addressed();

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        return experiment.ask(spec, (all, name) -> all.decisions(name), this::page);
    }

    private String page(JsonNode answer) {
        StringBuilder page = new StringBuilder();
        for (JsonNode one : answer.path("decisions")) {
            page.append(page.isEmpty() ? "" : LINE).append(line(one));
            if (evidence) {
                one.path("evidence")
                        .forEach(known -> page.append(LINE).append("    ").append(known.asText()));
            }
        }
        return page.isEmpty() ? "no decisions" : page.toString();
    }

    private static String line(JsonNode decision) {
        String before = decision.path("before").asText();
        return "%s  %-9s  by %s: %s%s  [%s]  %s"
                .formatted(
                        seconds(decision.path("at").asText()),
                        decision.path("act").asText(),
                        decision.path("by").asText(),
                        before.isEmpty() ? "" : before + " -> ",
                        decision.path("after").asText(),
                        weights(decision.path("weights")),
                        decision.path("sentence").asText());
    }

    /** A time without the part that nobody reads. */
    private static String seconds(String time) {
        return time.replaceFirst("\\.\\d+Z$", "Z");
    }

    private static String weights(JsonNode weights) {
        return weights.properties().stream()
                .map(arm -> arm.getKey() + " " + Figures.shown(arm.getValue().asDouble()) + " %")
                .collect(Collectors.joining(", "));
    }
}
