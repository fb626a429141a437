package io.inferry.toolkit.plugin;

import io.inferry.api.ServingException;
import io.inferry.api.command.Verb;
import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Adds, shows and removes plug-ins. A running server sees them when it starts again. */
@Command(
        name = "plugin",
        mixinStandardHelpOptions = true,
        description = "Adds, shows and removes optional engines.")
public final class PluginVerb implements Verb {
    /** Set by the launcher: the directory that the program was unpacked to. */
    private static final String HOME = "inferry.home";

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return 0;
    }

    @Command(
            name = "add",
            mixinStandardHelpOptions = true,
            description = "Adds a plug-in, in place of an older one of the same name.")
    int add(
            @Parameters(
                            paramLabel = "PLUGIN",
                            description =
                                    "A plug-in's archive (inferry-plugin-NAME-VERSION.tar.gz) or"
                                            + " directory; in a clone of Inferry also a name:"
                                            + " tensorflow, tflite, mxnet, opencv, pmml, pfa.")
                    Path plugin) {
        return act(() -> "added " + folder().add(plugin));
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Shows the plug-ins.")
    int list() {
        return act(() -> {
            var names = folder().names();
            return names.isEmpty() ? "no plug-ins" : String.join(System.lineSeparator(), names);
        });
    }

    @Command(name = "remove", mixinStandardHelpOptions = true, description = "Removes a plug-in.")
    int remove(@Parameters(paramLabel = "NAME", description = "As list shows it.") String name) {
        return act(() -> {
            folder().remove(name);
            return "removed " + name;
        });
    }

    private static PluginFolder folder() {
        return new PluginFolder(Path.of(System.getProperty(HOME, "")).resolve("plugins"));
    }

    private int act(Act act) {
        PrintWriter err = spec.commandLine().getErr();
        try {
            spec.commandLine().getOut().println(act.done());
            return 0;
        } catch (ServingException e) {
            err.println("plugin: " + e.text());
            return 1;
        }
    }

    /** Something done, told in a line. */
    private interface Act {
        String done();
    }
}
