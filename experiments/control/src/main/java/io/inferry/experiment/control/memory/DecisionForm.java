package io.inferry.experiment.control.memory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inferry.experiment.control.view.DecisionView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lines of the audit log, as JSON. */
final class DecisionForm {
    private DecisionForm() {}

    static void write(DecisionView decision, ObjectNode into) {
        into.put("number", decision.number());
        into.put("at", decision.at().toString());
        into.put("act", decision.act());
        into.put("by", decision.by());
        into.put("before", decision.before());
        into.put("after", decision.after());
        into.put("sentence", decision.sentence());
        ObjectNode weights = into.putObject("weights");
        decision.weights().forEach(weights::put);
        ArrayNode evidence = into.putArray("evidence");
        decision.evidence().forEach(evidence::add);
    }

    static List<DecisionView> all(JsonNode from) {
        List<DecisionView> decisions = new ArrayList<>();
        from.forEach(each -> decisions.add(read(each)));
        return decisions;
    }

    private static DecisionView read(JsonNode from) {
        Map<String, Double> weights = new LinkedHashMap<>();
        from.path("weights")
                .properties()
                .forEach(each -> weights.put(each.getKey(), each.getValue().asDouble()));
        List<String> evidence = new ArrayList<>();
        from.path("evidence").forEach(each -> evidence.add(each.asText()));
        return new DecisionView(
                from.path("number").asLong(),
                Instant.parse(from.path("at").asText()),
                from.path("act").asText(),
                from.path("by").asText(),
                from.path("before").asText(),
                from.path("after").asText(),
                from.path("sentence").asText(),
                weights,
                evidence);
    }
}
