package io.inferry.api.traffic;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where requests go that name a model and no version. The first rule that fits decides; then the
 * holdout; then a running experiment; then the split; then the latest version. A version or label
 * in the request stands over all of it.
 *
 * @param split of what no rule takes; empty: the latest version
 * @param sticky requests with the same value of this field stay with the same target
 * @param shadows asked beside whatever answers
 */
public record TrafficPlan(
        List<TrafficRule> rules,
        Optional<Holdout> holdout,
        Optional<TrafficSplit> split,
        Optional<RequestField> sticky,
        List<Shadow> shadows) {
    /** More rules than this are refused as a mistake. */
    public static final int RULES_MAX = 256;

    /** More shadows than this are refused as a mistake. */
    public static final int SHADOWS_MAX = 8;

    public TrafficPlan {
        rules = List.copyOf(rules);
        shadows = List.copyOf(shadows);
        if (rules.size() > RULES_MAX || shadows.size() > SHADOWS_MAX) {
            throw new IllegalArgumentException(
                    "a plan has at most %d rules and %d shadows, was %d and %d"
                            .formatted(RULES_MAX, SHADOWS_MAX, rules.size(), shadows.size()));
        }
        if (holdout.isPresent() && sticky.isEmpty()) {
            throw new IllegalArgumentException(
                    "a holdout needs sticky: without it nobody would stay held out");
        }
        Set<String> names = new HashSet<>();
        for (TrafficRule rule : rules) {
            if (!names.add(rule.name())) {
                throw new IllegalArgumentException("two rules are named '" + rule.name() + "'");
            }
        }
        Reachability.check(rules);
    }

    /** A plan that is nothing but a split. */
    public static TrafficPlan of(TrafficSplit split) {
        return new TrafficPlan(
                List.of(), Optional.empty(), Optional.of(split), Optional.empty(), List.of());
    }
}
