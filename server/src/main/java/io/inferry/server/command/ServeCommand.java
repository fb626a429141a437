package io.inferry.server.command;

import io.inferry.configuration.Configuration;
import io.inferry.server.running.Serve;
import io.inferry.server.running.Server;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code inferry serve}. */
@Command(name = "serve", description = "Serves a directory of models until it is told to stop.")
final class ServeCommand implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Mixin private ServeOptions options = new ServeOptions();

    @Option(
            names = "--print-config",
            description = "Prints what holds and where each value came from, and ends.")
    private boolean printConfig;

    @Override
    public Integer call() {
        if (!printConfig) {
            return run(options);
        }
        Configuration configuration = options.configuration(System.getenv());
        var out = spec.commandLine().getOut();
        out.print(configuration.effective(Server.standardPorts(configuration.settings())));
        out.flush();
        return 0;
    }

    /** Serves, or rehearses. */
    static int run(ServeOptions options) {
        Configuration configuration = options.configuration(System.getenv());
        var serve = new Serve(System.out);
        return options.train ? serve.rehearse(configuration) : serve.untilStopped(configuration);
    }
}
