package io.inferry.experiment.command.acts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inferry.experiment.command.terminal.JsonText;
import io.inferry.experiment.command.terminal.RemoteServer;

/** The experiments of a running server, as its admin listener offers them. */
final class ExperimentsOfServer {
    private static final String ALL = "/api/experiments";
    private static final String JSON = "application/json";

    private final RemoteServer server;

    ExperimentsOfServer(RemoteServer server) {
        this.server = server;
    }

    /** Every one, under {@code experiments}. */
    JsonNode all() throws InterruptedException {
        return server.get(ALL);
    }

    JsonNode one(String name) throws InterruptedException {
        return server.get(of(name));
    }

    /** Its audit log, under {@code decisions}. */
    JsonNode decisions(String name) throws InterruptedException {
        return server.get(of(name) + "/decisions");
    }

    /** Starts what a definition in YAML or JSON says. */
    JsonNode start(String definition) throws InterruptedException {
        boolean json = definition.stripLeading().startsWith("{");
        return server.post(ALL, json ? JSON : "application/yaml", definition);
    }

    /** Does {@code promote}, {@code rollback} or {@code stop}. */
    JsonNode act(String name, String act, ObjectNode terms) throws InterruptedException {
        return server.post(of(name) + "/" + act, JSON, terms.toString());
    }

    /** The same without terms. */
    JsonNode act(String name, String act) throws InterruptedException {
        return act(name, act, JsonText.object());
    }

    JsonNode delete(String name) throws InterruptedException {
        return server.delete(of(name));
    }

    /** Hands over feedback: a record on each line. */
    JsonNode feedback(String records) throws InterruptedException {
        return server.post("/api/feedback", "application/x-ndjson", records);
    }

    private static String of(String name) {
        return ALL + "/" + RemoteServer.encoded(name);
    }
}
