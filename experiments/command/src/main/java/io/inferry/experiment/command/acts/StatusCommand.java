package io.inferry.experiment.command.acts;

import com.fasterxml.jackson.databind.JsonNode;
import io.inferry.api.ServingException;
import io.inferry.experiment.command.terminal.Act;
import io.inferry.experiment.command.terminal.Connection;
import io.inferry.experiment.command.terminal.ExitStatus;
import io.inferry.experiment.command.terminal.JsonText;
import java.io.PrintWriter;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows experiments. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Shows all experiments, or one with its arms and what is known of them.")
public final class StatusCommand implements Callable<Integer> {
    private static final double NANOS_PER_SECOND = 1e9;
    private static final Set<String> UNDECIDED = Set.of("RUNNING", "HOLDING");

    @Parameters(paramLabel = "NAME", arity = "0..1", description = "One experiment.")
    private @Nullable String name;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Option(
            names = "--watch",
            description = "Show it again and again, until the experiment is decided.")
    private boolean watch;

    @Option(
            names = "--every",
            paramLabel = "SECONDS",
            defaultValue = "5",
            description = "How often with --watch. Standard: ${DEFAULT-VALUE}")
    private double everySeconds = 5;

    @Mixin private Connection connection = new Connection();

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        return Act.of(spec, this::show);
    }

    private int show(PrintWriter out) throws InterruptedException {
        if (!(everySeconds >= 0)) {
            throw ServingException.invalidArgument("--every is at least 0, was " + everySeconds);
        }
        try (var server = connection.open()) {
            var experiments = new ExperimentsOfServer(server);
            if (name == null) {
                if (watch) {
                    throw ServingException.invalidArgument("--watch needs a NAME");
                }
                JsonNode all = experiments.all();
                out.println(json ? JsonText.pretty(all) : StatusPage.list(all));
                return ExitStatus.OK;
            }
            JsonNode now = shown(experiments.one(name), out);
            while (watch && isUndecided(now)) {
                pause();
                now = shown(experiments.one(name), out);
            }
            return ExitStatus.OK;
        }
    }

    /** Until the next look; waking early only looks early. */
    private void pause() throws InterruptedException {
        LockSupport.parkNanos((long) (everySeconds * NANOS_PER_SECOND));
        if (Thread.interrupted()) {
            throw new InterruptedException("while waiting for the next look");
        }
    }

    private JsonNode shown(JsonNode experiment, PrintWriter out) {
        out.println(json ? JsonText.pretty(experiment) : StatusPage.one(experiment));
        if (watch && !json) {
            out.println();
        }
        out.flush();
        return experiment;
    }

    static boolean isUndecided(JsonNode experiment) {
        return UNDECIDED.contains(experiment.path("state").asText());
    }
}
