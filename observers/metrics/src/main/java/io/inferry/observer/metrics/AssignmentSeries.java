package io.inferry.observer.metrics;

import io.inferry.api.model.VersionChoice;
import io.inferry.api.traffic.Assignment;
import io.inferry.api.traffic.Assignment.Cause;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Requests of one version by why they came to it. Names of rules are operators', so they are few at
 * a time; over a long life they are bounded here, and what is beyond is counted together.
 */
final class AssignmentSeries {
    /** Rules and targets of one version that are counted by themselves. */
    static final int SERIES_MAX = 1_000;

    /** The rule of what is beyond. */
    static final String OTHER = "other";

    /** Filled once and never changed, so that many threads may read it. */
    private final Map<Cause, Map<String, Map<VersionChoice, Count>>> causes =
            new EnumMap<>(Cause.class);

    private final AtomicInteger size = new AtomicInteger();

    /** Requests, and those among them whose first choice could not answer. */
    record Count(AtomicLong assigned, AtomicLong diverted) {
        Count() {
            this(new AtomicLong(), new AtomicLong());
        }
    }

    AssignmentSeries() {
        for (Cause cause : Cause.values()) {
            causes.put(cause, new ConcurrentHashMap<>());
        }
    }

    void add(Assignment assignment) {
        Count count = of(assignment);
        count.assigned().incrementAndGet();
        if (assignment.diverted()) {
            count.diverted().incrementAndGet();
        }
    }

    /** Looks twice rather than make a key for each request. */
    private Count of(Assignment assignment) {
        Map<String, Map<VersionChoice, Count>> rules =
                causes.getOrDefault(assignment.cause(), Map.of());
        Map<VersionChoice, Count> targets = rules.get(assignment.rule());
        Count known = targets == null ? null : targets.get(assignment.target());
        if (known != null) {
            return known;
        }
        if (size.get() >= SERIES_MAX) {
            return of(rules, OTHER, VersionChoice.LATEST);
        }
        size.incrementAndGet();
        return of(rules, assignment.rule(), assignment.target());
    }

    private static Count of(
            Map<String, Map<VersionChoice, Count>> rules, String rule, VersionChoice target) {
        return rules.computeIfAbsent(rule, name -> new ConcurrentHashMap<>())
                .computeIfAbsent(target, choice -> new Count());
    }

    /** Calls for everything that was counted. */
    void forEach(Receiver receiver) {
        causes.forEach((cause, rules) ->
                rules.forEach((rule, targets) ->
                        targets.forEach((target, count) ->
                                receiver.take(new Reason(cause, rule, target), count))));
    }

    /** Why requests came. */
    record Reason(Cause cause, String rule, VersionChoice target) {}

    /** Takes what was counted for one reason. */
    interface Receiver {
        void take(Reason reason, Count count);
    }
}
