package io.inferry.experiment.command.export;

import io.inferry.api.ServingException;
import io.inferry.api.traffic.TrafficPlan;
import io.inferry.experiment.command.terminal.Act;
import io.inferry.experiment.command.terminal.Connection;
import io.inferry.experiment.command.terminal.ExitStatus;
import io.inferry.experiment.command.terminal.RemoteServer;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a model's traffic plan as resources of a cluster. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = {
            "Writes a model's rules, split, sticky field and shadows as Istio's VirtualService and DestinationRule, or as"
                    + " the Gateway API's HTTPRoute.",
            "",
            "The plan is the section traffic of FILE (a model.yaml), or what a running server does with --model."
        })
public final class ExportCommand implements Callable<Integer> {
    @ArgGroup(multiplicity = "1")
    private Form form = new Form();

    @Parameters(paramLabel = "FILE", arity = "0..1", description = "A model.yaml.")
    private @Nullable Path file;

    @Option(
            names = "--model",
            paramLabel = "NAME",
            description = "The model's name; without FILE its plan is asked from the server.")
    private @Nullable String model;

    @Mixin private Connection connection = new Connection();

    @Option(
            names = "--host",
            paramLabel = "HOST",
            description = "The host that callers ask for. Standard: the service.")
    private @Nullable String host;

    @Option(
            names = "--service-prefix",
            paramLabel = "NAME",
            description =
                    "Istio: the Service that has the pods of all versions. Gateway API: the version's Services are"
                            + " NAME-v1, NAME-v2. Standard: the model's name.")
    private @Nullable String service;

    @Option(names = "--namespace", paramLabel = "NAME", description = "The resources' namespace.")
    private @Nullable String namespace;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "The Services' port. Standard: none for Istio, 8080 for the Gateway API.")
    private @Nullable Integer port;

    @Option(
            names = "--gateway",
            paramLabel = "[NAMESPACE/]NAME",
            description = "The gateway that requests come in by. Standard: within the mesh.")
    private @Nullable String gateway;

    @Option(names = "--lenient", description = "Leave out what cannot be said, with a comment.")
    private boolean lenient;

    @Spec private CommandSpec spec = CommandSpec.create();

    /** Exactly one of these. */
    static final class Form {
        @Option(names = "--istio", description = "Write a VirtualService and a DestinationRule.")
        private boolean istio;

        @Option(names = "--gateway-api", description = "Write an HTTPRoute.")
        private boolean gatewayApi;

        List<Map<String, Object>> resources(MeshPlan plan, Place place, Notes notes) {
            if (istio == gatewayApi) {
                throw new IllegalStateException("picocli let two forms through");
            }
            return istio
                    ? new Istio(place, notes).resources(plan)
                    : new GatewayApi(place, notes).resources(plan);
        }
    }

    @Override
    public Integer call() {
        return Act.of(spec, this::export);
    }

    private int export(PrintWriter out) throws InterruptedException {
        Place place = place();
        Notes notes = new Notes();
        MeshPlan plan = new Reduction(notes).of(plan(notes));
        List<Map<String, Object>> resources = form.resources(plan, place, notes);
        if (!lenient) {
            notes.refuseLosses();
        }
        out.print(new Manifests(resources, notes.lines()).yaml());
        return ExitStatus.OK;
    }

    private TrafficPlan plan(Notes notes) throws InterruptedException {
        PlanSource source = new PlanSource();
        if (file != null) {
            return source.file(file);
        }
        try (RemoteServer server = connection.open()) {
            return source.server(server, name(), notes);
        }
    }

    private Place place() {
        String name = name();
        String prefix = Optional.ofNullable(service).orElse(name);
        return new Place(
                name,
                Optional.ofNullable(host).orElse(prefix),
                prefix,
                Optional.ofNullable(namespace),
                port == null ? OptionalInt.empty() : OptionalInt.of(port),
                Optional.ofNullable(gateway));
    }

    /** The model's; a model.yaml stands in the directory of that name. */
    private String name() {
        if (model != null) {
            return model;
        }
        if (file == null) {
            throw ServingException.invalidArgument(
                    "give a FILE, or --model and the server's --url");
        }
        Path parent = file.toAbsolutePath().normalize().getParent();
        Path directory = parent == null ? null : parent.getFileName();
        if (directory == null) {
            throw ServingException.invalidArgument("give the model's name with --model");
        }
        return directory.toString();
    }
}
