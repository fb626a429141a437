package io.inferry.experiment.control.view;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One line of the audit log.
 *
 * @param number of the experiment's decisions, the first is 1
 * @param at by the wall clock, for people
 * @param act {@code START}, {@code ADVANCE}, {@code HOLD}, {@code RESUME}, {@code DROP}, {@code
 *     ROLL_BACK}, {@code PROMOTE} or {@code STOP}
 * @param by {@code evidence} or {@code operator}
 * @param weights after it, by arm
 * @param evidence what was known then, a line each
 */
public record DecisionView(
        long number,
        Instant at,
        String act,
        String by,
        String before,
        String after,
        String sentence,
        Map<String, Double> weights,
        List<String> evidence) {
    public DecisionView {
        weights = Collections.unmodifiableMap(new LinkedHashMap<>(weights));
        evidence = List.copyOf(evidence);
    }
}
