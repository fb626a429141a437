package io.inferry.engine.pfa.program;

import java.util.HashMap;
import java.util.Map;
import org.codehaus.jackson.JsonNode;
import org.codehaus.jackson.node.LongNode;

/** How long begin, one row's action, and end may take, each in milliseconds. */
final class Timeouts {
    /** Where neither the operator nor the document says anything. */
    static final long STANDARD_MILLIS = 10_000;

    private static final long MILLIS_MAX = 600_000;

    private Timeouts() {}

    /**
     * Hadrian's options.
     *
     * @param configured the operator's word; 0 leaves it to the document
     * @param document the document's own options; a limit of its own that is none counts as missing
     */
    static Map<String, JsonNode> of(int configured, Map<String, JsonNode> document) {
        Map<String, JsonNode> options = new HashMap<>();
        for (String part : new String[] {"timeout.begin", "timeout.action", "timeout.end"}) {
            long own = own(document, part, own(document, "timeout", STANDARD_MILLIS));
            options.put(part, LongNode.valueOf(configured > 0 ? configured : own));
        }
        return options;
    }

    private static long own(Map<String, JsonNode> document, String key, long otherwise) {
        JsonNode node = document.get(key);
        long millis = node == null || !node.isIntegralNumber() ? 0 : node.getLongValue();
        return millis > 0 && millis <= MILLIS_MAX ? millis : otherwise;
    }
}
