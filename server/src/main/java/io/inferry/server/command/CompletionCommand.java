package io.inferry.server.command;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code inferry completion}. */
@Command(
        name = "completion",
        description = "Prints a completion script for bash and zsh: source <(inferry completion)")
final class CompletionCommand implements Runnable {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        var root = spec.root().commandLine();
        root.getOut().print(AutoComplete.bash("inferry", root));
        root.getOut().flush();
    }
}
