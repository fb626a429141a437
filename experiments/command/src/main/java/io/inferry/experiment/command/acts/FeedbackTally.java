package io.inferry.experiment.command.acts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inferry.experiment.command.terminal.JsonText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What became of feedback, over all parts that it was sent in. */
final class FeedbackTally {
    /** More reasons than this help nobody. */
    private static final int REASONS_MAX = 10;

    private final Map<String, Long> counts = new LinkedHashMap<>();
    private final List<String> reasons = new ArrayList<>();

    /**
     * Adds the answer to one part.
     *
     * @param before lines that were sent before it
     */
    void add(JsonNode answer, long before) {
        for (Map.Entry<String, JsonNode> field : answer.properties()) {
            if (field.getValue().isIntegralNumber()) {
                counts.merge(field.getKey(), field.getValue().asLong(), Long::sum);
            }
        }
        String where = before == 0 ? "" : "after line " + before + ", ";
        for (JsonNode reason : answer.path("reasons")) {
            if (reasons.size() < REASONS_MAX) {
                reasons.add(where + reason.asText());
            }
        }
    }

    long invalid() {
        return counts.getOrDefault("invalid", 0L);
    }

    String text() {
        return counts.entrySet().stream()
                        .filter(count -> count.getKey().equals("accepted") || count.getValue() > 0)
                        .map(count -> count.getKey() + " " + count.getValue())
                        .collect(Collectors.joining(", "))
                + reasons.stream()
                        .map(reason -> System.lineSeparator() + "  " + reason)
                        .collect(Collectors.joining());
    }

    String json() {
        ObjectNode page = JsonText.object();
        counts.forEach(page::put);
        reasons.forEach(page.putArray("reasons")::add);
        return JsonText.pretty(page);
    }
}
