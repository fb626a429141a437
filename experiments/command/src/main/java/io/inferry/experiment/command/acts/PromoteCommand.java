package io.inferry.experiment.command.acts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inferry.experiment.command.terminal.JsonText;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Gives a candidate all of the traffic. */
@Command(
        name = "promote",
        mixinStandardHelpOptions = true,
        description = "Gives a candidate all of the traffic, whatever the evidence says.")
public final class PromoteCommand implements Callable<Integer> {
    @Option(
            names = "--arm",
            paramLabel = "VERSION",
            description = "Which candidate, where there are several: a version or a label.")
    private @Nullable String arm;

    @Mixin private Addressed experiment = new Addressed();

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        ObjectNode terms = JsonText.object();
        if (arm != null) {
            terms.put("target", arm);
        }
        return experiment.ask(spec, (all, name) -> all.act(name, "promote", terms));
    }
}
