package io.inferry.experiment.command.acts;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Ends an experiment without a decision. */
@Command(
        name = "stop",
        mixinStandardHelpOptions = true,
        description =
                "Ends an experiment without a decision: the model's traffic goes as if there had been none.")
public final class StopCommand implements Callable<Integer> {
    @Mixin private Addressed experiment = new Addressed();

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        return experiment.ask(spec, (all, name) -> all.act(name, "stop"));
    }
}
