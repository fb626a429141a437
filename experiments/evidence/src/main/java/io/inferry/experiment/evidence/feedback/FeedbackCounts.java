package io.inferry.experiment.evidence.feedback;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How many pieces of feedback had which outcome. What waited counts again by what it became.
 *
 * @param leftOut of the accepted: those of answers that are no evidence, being diverted
 */
public record FeedbackCounts(
        long accepted,
        long repeated,
        long replaced,
        long waiting,
        long forwarded,
        long unknown,
        long expired,
        long invalid,
        long leftOut) {
    /** By name, for JSON. */
    public Map<String, Object> view() {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("accepted", accepted);
        view.put("repeated", repeated);
        view.put("replaced", replaced);
        view.put("waiting", waiting);
        view.put("forwarded", forwarded);
        view.put("unknown", unknown);
        view.put("expired", expired);
        view.put("invalid", invalid);
        view.put("left_out", leftOut);
        return view;
    }
}
