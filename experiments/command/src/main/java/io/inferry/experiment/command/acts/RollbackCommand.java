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

/** Gives control all of the traffic. */
@Command(
        name = "rollback",
        mixinStandardHelpOptions = true,
        description = "Gives control all of the traffic.")
public final class RollbackCommand implements Callable<Integer> {
    @Option(names = "--reason", paramLabel = "TEXT", description = "For the audit log.")
    private @Nullable String reason;

    @Mixin private Addressed experiment = new Addressed();

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        ObjectNode terms = JsonText.object();
        if (reason != null) {
            terms.put("reason", reason);
        }
        return experiment.ask(spec, (all, name) -> all.act(name, "rollback", terms));
    }
}
