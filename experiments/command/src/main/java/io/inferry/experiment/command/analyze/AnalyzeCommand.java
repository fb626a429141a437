package io.inferry.experiment.command.analyze;

import io.inferry.api.ServingException;
import io.inferry.experiment.command.terminal.Act;
import io.inferry.experiment.command.terminal.RemoteServer;
import io.inferry.experiment.statistics.decision.Role;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Decides about a version by what a Prometheus server has seen. */
@Command(
        name = "analyze",
        mixinStandardHelpOptions = true,
        description = {
            "Decides by a Prometheus server's data whether a version deserves the traffic, for fleets that somebody else"
                    + " splits.",
            "",
            "Ends with 0 for promote, 10 for keep and 20 for rollback; other statuses are errors."
        })
public final class AnalyzeCommand implements Callable<Integer> {
    private static final Pattern DURATION = Pattern.compile("([1-9]\\d*(ms|[smhdwy]))+");

    @Option(
            names = "--prometheus",
            required = true,
            paramLabel = "URL",
            description = "The Prometheus server.")
    private URI prometheus = URI.create("");

    @Option(names = "--model", required = true, paramLabel = "NAME", description = "The model.")
    private String model = "";

    @Option(
            names = "--control",
            required = true,
            paramLabel = "VERSION",
            description = "The version that has the traffic.")
    private String control = "";

    @Option(
            names = "--candidate",
            required = true,
            paramLabel = "VERSION",
            description = "The version on trial.")
    private String candidate = "";

    @Option(
            names = "--window",
            paramLabel = "DURATION",
            defaultValue = "10m",
            description = "How far back to look, as PromQL has it. Standard: ${DEFAULT-VALUE}")
    private String window = "10m";

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description =
                    "Look back to this time (2026-11-21T14:00:00Z) instead. Who looks again and again should look"
                            + " from the same time on.")
    private @Nullable Instant since;

    @Option(
            names = "--metric",
            paramLabel = "METRIC",
            split = ",",
            defaultValue = "success-rate,p95",
            description = "success-rate, p50, p90, p95, p99. Standard: ${DEFAULT-VALUE}")
    private List<String> metrics = List.of();

    @Option(
            names = "--margin",
            paramLabel = "METRIC=MARGIN",
            description =
                    "How much worse is tolerated: 0.01, or 20%% of control's value. Standard: success-rate=0.01 and"
                            + " 20%% of latencies.")
    private Map<String, String> margins = new LinkedHashMap<>();

    @Option(
            names = "--role",
            paramLabel = "METRIC=ROLE",
            description =
                    "goal_better, goal_not_worse or guardrail: what must be shown. Standard: the success rate is"
                            + " shown not worse, latencies are guardrails.")
    private Map<String, Role> roles = new LinkedHashMap<>();

    @Option(
            names = "--min-samples",
            paramLabel = "N",
            defaultValue = "500",
            description = "Requests that each version needs. Standard: ${DEFAULT-VALUE}")
    private long samplesMin = 500;

    @Option(
            names = "--expected-samples",
            paramLabel = "N",
            defaultValue = "10000",
            description = "Where intervals are tightest. Standard: ${DEFAULT-VALUE}")
    private double expectedSamples = 10_000;

    @Option(
            names = "--alpha",
            paramLabel = "P",
            defaultValue = "0.05",
            description = "The chance of a wrong finding. Standard: ${DEFAULT-VALUE}")
    private double alpha = 0.05;

    @Option(
            names = "--header",
            paramLabel = "NAME=VALUE",
            description = "Sent to the Prometheus server, as Authorization='Bearer …'.")
    private Map<String, String> headers = new LinkedHashMap<>();

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "How long to wait for an answer. Standard: ${DEFAULT-VALUE}")
    private int timeoutSeconds = 30;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Mixin private Fleet fleet = new Fleet();

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        return Act.of(spec, this::analyze);
    }

    private int analyze(PrintWriter out) throws InterruptedException {
        fleet.check();
        var certainty = certainty();
        List<Watched> watched = watched();
        try (var server =
                new RemoteServer(
                        "a Prometheus server (--prometheus)",
                        prometheus,
                        Duration.ofSeconds(Math.max(1, timeoutSeconds)),
                        headers)) {
            var asked = new Prometheus(server);
            var survey = new Survey(asked, fleet, model, window(asked));
            boolean latencies = watched.stream().anyMatch(one -> one.quantile().isPresent());
            Analysis analysis =
                    Analysis.of(
                                    survey.version(control, latencies),
                                    survey.version(candidate, latencies),
                                    watched,
                                    certainty)
                            .warnedOf(survey.warnings());
            var page = new AnalysisPage(analysis);
            out.println(json ? page.json() : page.text());
            return analysis.exitStatus();
        }
    }

    private Watched.Certainty certainty() {
        if (!(alpha > 0 && alpha < 1) || !(expectedSamples >= 1) || samplesMin < 1) {
            throw ServingException.invalidArgument(
                    "--alpha lies between 0 and 1, --expected-samples and --min-samples are at least 1");
        }
        if (control.equals(candidate)) {
            throw ServingException.invalidArgument(
                    "--control and --candidate are both '" + control + "'");
        }
        return new Watched.Certainty(alpha, expectedSamples, samplesMin);
    }

    private List<Watched> watched() {
        Map<String, Watched> watched = new LinkedHashMap<>();
        for (String name : metrics) {
            Watched metric = Watched.named(name);
            watched.put(metric.name(), metric);
        }
        roles.forEach((name, role) ->
                watched.computeIfPresent(known(name, watched), (_, metric) -> metric.as(role)));
        margins.forEach((name, margin) ->
                watched.computeIfPresent(
                        known(name, watched), (_, metric) -> metric.within(margin)));
        return List.copyOf(watched.values());
    }

    private static String known(String name, Map<String, Watched> watched) {
        String plain = Watched.named(name).name();
        if (!watched.containsKey(plain)) {
            throw ServingException.invalidArgument(
                    "'%s' is not watched; --metric names %s".formatted(name, watched.keySet()));
        }
        return plain;
    }

    private String window(Prometheus asked) {
        if (since != null) {
            double back = asked.seconds() - since.toEpochMilli() / 1e3;
            if (!(back > 0)) {
                throw ServingException.invalidArgument(
                        "--since " + since + " is in the future of the Prometheus server");
            }
            return Math.max(1, Math.round(back)) + "s";
        }
        if (!DURATION.matcher(window).matches()) {
            throw ServingException.invalidArgument(
                    "--window is a duration such as 10m or 1h30m, was '" + window + "'");
        }
        return window;
    }
}
