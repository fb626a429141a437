package io.inferry.experiment.command.acts;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Forgets an experiment. */
@Command(
        name = "delete",
        mixinStandardHelpOptions = true,
        description = "Forgets an experiment and what was decided in it; ends it where need be.")
public final class DeleteCommand implements Callable<Integer> {
    @Mixin private Addressed experiment = new Addressed();

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        return experiment.ask(spec, (all, name) -> all.delete(name), answer -> "deleted");
    }
}
