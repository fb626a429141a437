package io.inferry.experiment.control.memory;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inferry.api.ServingException;
import io.inferry.experiment.control.definition.DefinitionReader;
import io.inferry.experiment.control.definition.DefinitionWriter;
import io.inferry.experiment.control.judging.Track;
import io.inferry.experiment.evidence.EvidenceSummary;
import io.inferry.experiment.statistics.SequentialRatio;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An experiment as JSON: a person can read it with the journal in hand. Numbers that may be
 * infinite are texts.
 */
public final class SavedForm {
    private static final int FORM = 1;
    private static final ObjectMapper JSON = new ObjectMapper();

    private SavedForm() {}

    /** As bytes. */
    public static byte[] write(Saved saved) {
        ObjectNode node = JSON.createObjectNode();
        node.put("form", FORM);
        node.put("written", DefinitionWriter.json(saved.written()));
        node.put("pinned", DefinitionWriter.json(saved.pinned()));
        node.set("standing", StandingForm.write(saved.standing(), JSON.createObjectNode()));
        node.put("started", saved.started().toString());
        node.put("in_force", saved.inForce());
        ArrayNode stretches = node.putArray("stretches");
        saved.stretches().forEach(each -> stretches.add(each.toBytes()));
        ObjectNode tracks = node.putObject("tracks");
        saved.tracks().forEach((name, track) -> write(track, tracks.putObject(name)));
        saved.ratio().ifPresent(ratio -> write(ratio, node.putObject("ratio")));
        node.put("decided", saved.decided());
        ArrayNode decisions = node.putArray("decisions");
        saved.decisions().forEach(each -> DecisionForm.write(each, decisions.addObject()));
        node.put("bandit", saved.bandit());
        try {
            return JSON.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an experiment cannot be written", e);
        }
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws io.inferry.api.ServingException INVALID_ARGUMENT when it is something else
     */
    public static Saved read(byte[] bytes) {
        try {
            JsonNode node = JSON.readTree(bytes);
            if (node.path("form").asInt() != FORM) {
                throw unreadable(
                        "its form is " + node.path("form") + ", this server reads " + FORM);
            }
            List<EvidenceSummary> stretches = new ArrayList<>();
            for (JsonNode each : node.path("stretches")) {
                stretches.add(EvidenceSummary.fromBytes(each.binaryValue()));
            }
            Map<String, Track> tracks = new HashMap<>();
            node.path("tracks")
                    .properties()
                    .forEach(each -> tracks.put(each.getKey(), track(each.getValue())));
            return new Saved(
                    DefinitionReader.read(node.path("written").asText(), "the saved definition"),
                    DefinitionReader.read(node.path("pinned").asText(), "the saved definition"),
                    StandingForm.read(node.path("standing")),
                    Instant.parse(node.path("started").asText()),
                    node.path("in_force").asBoolean(),
                    stretches,
                    tracks,
                    node.has("ratio") ? Optional.of(ratio(node.path("ratio"))) : Optional.empty(),
                    node.path("decided").asLong(),
                    DecisionForm.all(node.path("decisions")),
                    node.path("bandit").asText());
        } catch (IOException | DateTimeException | IllegalArgumentException broken) {
            throw unreadable(String.valueOf(broken.getMessage()));
        }
    }

    private static ServingException unreadable(String why) {
        return ServingException.invalidArgument("a saved experiment cannot be read: " + why);
    }

    private static void write(Track track, ObjectNode into) {
        into.put("low", Double.toString(track.low()));
        into.put("high", Double.toString(track.high()));
        into.put("p", Double.toString(track.p()));
        into.put("looks", track.looks());
        into.put("outcomes", Double.toString(track.outcomes()));
    }

    private static Track track(JsonNode from) {
        return new Track(
                number(from, "low"),
                number(from, "high"),
                number(from, "p"),
                from.path("looks").asLong(),
                number(from, "outcomes"));
    }

    private static void write(SequentialRatio ratio, ObjectNode into) {
        ArrayNode weights = into.putArray("weights");
        ratio.weights().forEach(weights::add);
        into.put("concentration", Double.toString(ratio.concentration()));
        into.put("banked", Double.toString(ratio.banked()));
        into.put("current", Double.toString(ratio.current()));
        into.put("largest", Double.toString(ratio.largest()));
    }

    private static SequentialRatio ratio(JsonNode from) {
        List<Double> weights = new ArrayList<>();
        from.path("weights").forEach(each -> weights.add(each.asDouble()));
        return new SequentialRatio(
                weights,
                number(from, "concentration"),
                number(from, "banked"),
                number(from, "current"),
                number(from, "largest"));
    }

    private static double number(JsonNode from, String key) {
        return Double.parseDouble(from.path(key).asText());
    }
}
