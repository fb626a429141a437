package io.inferry.experiment.command.acts;

import com.fasterxml.jackson.databind.JsonNode;
import io.inferry.experiment.command.terminal.Act;
import io.inferry.experiment.command.terminal.Connection;
import io.inferry.experiment.command.terminal.ExitStatus;
import io.inferry.experiment.command.terminal.JsonText;
import java.util.function.Function;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options of whatever concerns one experiment, and how it answers. */
final class Addressed {
    @Parameters(paramLabel = "NAME", description = "The experiment.")
    private String name = "";

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Mixin private Connection connection = new Connection();

    /** What is asked of the server. */
    @FunctionalInterface
    interface Question {
        JsonNode answer(ExperimentsOfServer experiments, String name) throws InterruptedException;
    }

    /** Asks, and prints the answer. */
    int ask(CommandSpec command, Question question, Function<JsonNode, String> page) {
        return Act.of(
                command,
                out -> {
                    try (var server = connection.open()) {
                        JsonNode answer = question.answer(new ExperimentsOfServer(server), name);
                        out.println(json ? JsonText.pretty(answer) : page.apply(answer));
                        return ExitStatus.OK;
                    }
                });
    }

    /** Asks, and prints how the experiment stands then. */
    int ask(CommandSpec command, Question question) {
        return ask(command, question, StatusPage::one);
    }
}
