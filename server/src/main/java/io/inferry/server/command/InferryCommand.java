package io.inferry.server.command;

import io.inferry.api.ServingException;
import io.inferry.api.command.Verb;
import io.inferry.api.engine.Engine;
import io.inferry.api.peer.PeerCommand;
import io.inferry.server.plugin.Plugin;
import io.inferry.server.plugin.Plugins;
import io.inferry.server.running.Distribution;
import java.io.PrintWriter;
import java.util.List;
import java.util.ServiceLoader;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;

/** {@code inferry}: the verbs of the server and those that other islands bring. */
@Command(
        name = "inferry",
        description = "One JVM server for every model.",
        mixinStandardHelpOptions = true,
        versionProvider = InferryCommand.Version.class,
        synopsisSubcommandLabel = "VERB",
        subcommands = {
            ServeCommand.class,
            DemoCommand.class,
            CompletionCommand.class,
            HelpCommand.class
        })
public final class InferryCommand implements Runnable {
    /** The exit status after an error that a message explains. */
    static final int FAILED = 1;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    /** The command line with every verb. */
    public static CommandLine commandLine() {
        var line = new CommandLine(new InferryCommand());
        for (Verb verb : ServiceLoader.load(Verb.class)) {
            verb.engines(InferryCommand::installedEngines);
            line.addSubcommand(verb);
        }
        Peers.all().forEach(peer -> line.addSubcommand(listed(peer)));
        line.getSubcommands().values().forEach(InferryCommand::prepare);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler((failure, at, _) -> explained(failure, at.getErr()));
        return line;
    }

    private static CommandLine listed(PeerCommand peer) {
        var line = new CommandLine(new Peers.Listed(peer));
        line.getCommandSpec().name(peer.name());
        line.getCommandSpec().usageMessage().description(peer.purpose());
        return line;
    }

    private static List<Engine> installedEngines() {
        return Plugins.all(Engine.class, Plugins.load(Distribution.plugins()), Plugin::engines);
    }

    private static void prepare(CommandLine verb) {
        if (!verb.getCommandSpec().mixinStandardHelpOptions()) {
            verb.getCommandSpec().mixinStandardHelpOptions(true);
        }
        verb.getCommandSpec().usageMessage().abbreviateSynopsis(true);
    }

    private static int explained(Exception failure, PrintWriter err) throws Exception {
        if (!(failure instanceof ServingException known)) {
            throw failure;
        }
        err.println("inferry: " + known.text());
        return FAILED;
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /** The version from the jar's manifest. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = InferryCommand.class.getPackage().getImplementationVersion();
            return new String[] {"inferry " + (version == null ? "(not packaged)" : version)};
        }
    }
}
