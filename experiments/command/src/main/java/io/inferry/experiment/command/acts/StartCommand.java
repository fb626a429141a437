package io.inferry.experiment.command.acts;

import com.fasterxml.jackson.databind.JsonNode;
import io.inferry.experiment.command.terminal.Act;
import io.inferry.experiment.command.terminal.Connection;
import io.inferry.experiment.command.terminal.ExitStatus;
import io.inferry.experiment.command.terminal.JsonText;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Starts an experiment. */
@Command(
        name = "start",
        mixinStandardHelpOptions = true,
        description =
                "Starts the experiment that a file defines; docs/experiments.md has the keys.")
public final class StartCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "FILE",
            description = "The definition in YAML or JSON; - reads standard input.")
    private String file = "";

    @Mixin private Connection connection = new Connection();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        return Act.of(
                spec,
                out -> {
                    String definition = InputText.whole(file);
                    try (var server = connection.open()) {
                        JsonNode started = new ExperimentsOfServer(server).start(definition);
                        out.println(json ? JsonText.pretty(started) : StatusPage.one(started));
                        return ExitStatus.OK;
                    }
                });
    }
}
