package io.inferry.toolkit.inspect;

import io.inferry.api.ServingException;
import io.inferry.api.command.Verb;
import io.inferry.api.engine.Engine;
import io.inferry.api.engine.Inspection;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows format, signatures, dtypes, shapes, opset and size of a model file without loading it. */
@Command(
        name = "inspect",
        mixinStandardHelpOptions = true,
        description =
                "Shows what a model file says of itself: format, signatures, dtypes, shapes, opset, size.")
public final class InspectVerb implements Verb {
    @Parameters(paramLabel = "FILE", description = "A model file, or the directory of one version.")
    private Path file = Path.of("");

    @Option(names = "--json", description = "Print JSON instead of a table.")
    private boolean json;

    @Spec private CommandSpec spec = CommandSpec.create();

    private Supplier<List<Engine>> engines = List::of;

    @Override
    public void engines(Supplier<List<Engine>> installed) {
        engines = installed;
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        if (!Files.exists(file)) {
            err.println("inspect: there is no file " + file);
            return 1;
        }
        List<String> names = new ArrayList<>();
        for (Engine engine : engines.get()) {
            names.add(engine.name());
            if (engine.recognizes(file)) {
                return show(engine, out, err);
            }
        }
        err.println(
                "inspect: no installed engine recognizes "
                        + file
                        + "; installed: "
                        + String.join(", ", names));
        return 1;
    }

    private int show(Engine engine, PrintWriter out, PrintWriter err) {
        try {
            Inspection inspection = engine.inspect(file);
            out.println(json ? InspectionPage.json(inspection) : InspectionPage.text(inspection));
            return 0;
        } catch (ServingException e) {
            err.println("inspect: " + e.text());
            return 1;
        }
    }
}
