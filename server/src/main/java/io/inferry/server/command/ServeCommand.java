package io.inferry.server.command;

import io.inferry.configuration.Assignment;
import io.inferry.configuration.Configuration;
import io.inferry.configuration.Sources;
import io.inferry.server.running.Serve;
import io.inferry.server.running.Server;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code inferry serve}. */
@Command(name = "serve", description = "Serves a directory of models until it is told to stop.")
final class ServeCommand implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--models",
            paramLabel = "DIR",
            description = "The directory of models: DIR/NAME/VERSION/... or DIR/NAME.onnx.")
    private @Nullable String models;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Settings in YAML; see docs/configuration.md.")
    private @Nullable Path config;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            description = "The address to bind to; default 0.0.0.0, the admin listener 127.0.0.1.")
    private @Nullable String host;

    @Option(
            names = "--port",
            paramLabel = "LISTENER=PORT",
            description = "The port of a listener, for example admin=8090; 0 for any free one.")
    private Map<String, String> ports = new LinkedHashMap<>();

    @Option(names = "--plugins", paramLabel = "DIR", description = "The directory of plug-ins.")
    private @Nullable String plugins;

    @Option(
            names = "--log-level",
            paramLabel = "LEVEL",
            description = "debug, info, warn or error; default info.")
    private @Nullable String logLevel;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Any key of the configuration, for example limits.idle_timeout=5s.")
    private Map<String, String> others = new LinkedHashMap<>();

    @Option(
            names = "--print-config",
            description = "Prints what holds and where each value came from, and ends.")
    private boolean printConfig;

    @Option(names = "--train", hidden = true)
    private boolean train;

    @Override
    public Integer call() {
        var sources = new Sources(Optional.ofNullable(config), System.getenv(), flags());
        Configuration configuration = Configuration.read(sources);
        if (printConfig) {
            var out = spec.commandLine().getOut();
            out.print(configuration.effective(Server.standardPorts(configuration.settings())));
            out.flush();
            return 0;
        }
        var serve = new Serve(System.out);
        return train ? serve.rehearse(configuration) : serve.untilStopped(configuration);
    }

    private List<Assignment> flags() {
        var flags = new ArrayList<Assignment>();
        add(flags, "models", models, "--models");
        add(flags, "host", host, "--host");
        add(flags, "plugins", plugins, "--plugins");
        add(flags, "log.level", logLevel, "--log-level");
        ports.forEach((listener, port) ->
                add(flags, "listeners." + listener + ".port", port, "--port " + listener));
        others.forEach((key, value) -> add(flags, key, value, "--set " + key));
        return flags;
    }

    private static void add(
            List<Assignment> flags, String key, @Nullable String value, String flag) {
        if (value != null) {
            flags.add(new Assignment(key, value, flag));
        }
    }
}
