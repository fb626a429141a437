package io.inferry.experiment.command;

import io.inferry.api.command.Verb;
import io.inferry.experiment.command.acts.DecisionsCommand;
import io.inferry.experiment.command.acts.DeleteCommand;
import io.inferry.experiment.command.acts.FeedbackCommand;
import io.inferry.experiment.command.acts.PromoteCommand;
import io.inferry.experiment.command.acts.RollbackCommand;
import io.inferry.experiment.command.acts.StartCommand;
import io.inferry.experiment.command.acts.StatusCommand;
import io.inferry.experiment.command.acts.StopCommand;
import io.inferry.experiment.command.analyze.AnalyzeCommand;
import io.inferry.experiment.command.export.ExportCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What an operator does with traffic and experiments at the command line. */
@Command(
        name = "experiment",
        mixinStandardHelpOptions = true,
        description = "Starts, shows and ends experiments; analyzes and exports divided traffic.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            StartCommand.class,
            StatusCommand.class,
            PromoteCommand.class,
            RollbackCommand.class,
            StopCommand.class,
            DeleteCommand.class,
            DecisionsCommand.class,
            FeedbackCommand.class,
            AnalyzeCommand.class,
            ExportCommand.class
        })
public final class ExperimentVerb implements Verb {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return 0;
    }
}
