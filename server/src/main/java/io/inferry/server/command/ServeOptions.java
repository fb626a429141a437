package io.inferry.server.command;

import io.inferry.configuration.Assignment;
import io.inferry.configuration.Configuration;
import io.inferry.configuration.Sources;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * The options of {@code inferry serve}. Filled in by picocli, or by {@link PlainArguments} without
 * loading any of it.
 */
final class ServeOptions {
    @Option(
            names = "--models",
            paramLabel = "DIR",
            description = "The directory of models: DIR/NAME/VERSION/... or DIR/NAME.onnx.")
    @Nullable String models;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Settings in YAML; see docs/configuration.md.")
    @Nullable String config;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            description =
                    "The address to bind to; default 127.0.0.1. The admin listener has its own.")
    @Nullable String host;

    @Option(
            names = "--port",
            paramLabel = "LISTENER=PORT",
            description = "The port of a listener, for example admin=8090; 0 for any free one.")
    Map<String, String> ports = new LinkedHashMap<>();

    @Option(names = "--plugins", paramLabel = "DIR", description = "The directory of plug-ins.")
    @Nullable String plugins;

    @Option(
            names = "--log-level",
            paramLabel = "LEVEL",
            description = "debug, info, warn or error; default info.")
    @Nullable String logLevel;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Any key of the configuration, for example limits.idle_timeout=5s.")
    Map<String, String> others = new LinkedHashMap<>();

    @Option(names = "--train", hidden = true)
    boolean train;

    /** The configuration of these options, the environment and the file. */
    Configuration configuration(Map<String, String> environment) {
        return Configuration.read(
                new Sources(Optional.ofNullable(config).map(Path::of), environment, flags()));
    }

    /** What stands over the file and the environment. */
    List<Assignment> flags() {
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
