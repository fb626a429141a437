package io.inferry.experiment.command.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inferry.api.ServingException;
import io.inferry.api.traffic.TrafficPlan;
import io.inferry.api.traffic.TrafficReader;
import io.inferry.experiment.command.terminal.RemoteServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/** Where the plan comes from: a file, or a running server. */
final class PlanSource {
    private final TrafficReader reader;

    PlanSource() {
        reader =
                ServiceLoader.load(TrafficReader.class)
                        .findFirst()
                        .orElseThrow(
                                () -> new IllegalStateException("nobody here reads traffic plans"));
    }

    /** The plan of a model.yaml, or of a file that is a plan. */
    TrafficPlan file(Path file) {
        String text;
        try {
            text = Files.readString(file);
        } catch (IOException e) {
            throw ServingException.invalidArgument("cannot read " + file + ": " + e.getMessage());
        }
        return reader.read(TrafficSection.of(text, file.toString()), file.toString());
    }

    /**
     * What a server does with a model's requests now: its plan, and where an experiment runs the
     * weights that this has reached.
     */
    TrafficPlan server(RemoteServer server, String model, Notes notes) throws InterruptedException {
        JsonNode answer = server.get("/api/models/" + RemoteServer.encoded(model) + "/traffic");
        JsonNode plan = answer.path("plan");
        JsonNode experiment = answer.path("experiment");
        String name = "the traffic of model '" + model + "'";
        if (!plan.isObject() && !experiment.isObject()) {
            throw ServingException.failedPrecondition(name + " is not divided: there is no plan");
        }
        TrafficPlan standing = reader.read(plan.isObject() ? plan.toString() : "{}", name);
        return experiment.isObject()
                ? under((ObjectNode) experiment.deepCopy(), standing, notes)
                : standing;
    }

    /** An experiment takes what rules and holdout leave, in place of the split. */
    private TrafficPlan under(ObjectNode experiment, TrafficPlan plan, Notes notes) {
        String name = "experiment '" + experiment.path("name").asText() + "'";
        if (experiment.path("chooses").asText().equals("by request")) {
            notes.lost(
                    name + " chooses by what each request says; its weights are written instead");
        }
        notes.differs(name + " runs: its present weights are written and will not follow it");
        experiment.remove(List.of("name", "chooses"));
        TrafficPlan part = reader.read(experiment.toString(), name);
        return new TrafficPlan(
                plan.rules(),
                plan.holdout(),
                part.split(),
                part.sticky().or(plan::sticky),
                Stream.concat(plan.shadows().stream(), part.shadows().stream()).toList());
    }
}
