package io.inferry.experiment.command.export;

import com.fasterxml.jackson.databind.JsonNode;
import io.inferry.api.ServingException;
import io.inferry.api.traffic.TrafficPlan;
import io.inferry.api.traffic.TrafficReader;
import io.inferry.experiment.command.terminal.RemoteServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ServiceLoader;

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

    /** The plan that holds for a model of a server now. */
    TrafficPlan server(RemoteServer server, String model) throws InterruptedException {
        JsonNode answer = server.get("/api/models/" + RemoteServer.encoded(model) + "/traffic");
        JsonNode plan = answer.path("plan");
        if (!plan.isObject()) {
            throw ServingException.failedPrecondition(
                    "the traffic of model '" + model + "' is not divided: there is no plan");
        }
        return reader.read(plan.toString(), "the plan of model '" + model + "'");
    }
}
