package io.inferry.api.traffic;

import java.util.List;

/**
 * Requests that fit go where the rule says.
 *
 * @param name told in answers and metrics
 * @param any fits when every condition of one of these lists holds
 */
public record TrafficRule(String name, List<List<Condition>> any, TrafficSplit split) {
    public TrafficRule {
        any = any.stream().map(List::copyOf).toList();
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a rule needs a name");
        }
        if (any.isEmpty() || any.stream().anyMatch(List::isEmpty)) {
            throw new IllegalArgumentException(
                    "rule '" + name + "' has no condition; what holds for all belongs to route");
        }
    }
}
