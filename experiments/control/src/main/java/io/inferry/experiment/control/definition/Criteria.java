package io.inferry.experiment.control.definition;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;

/** Reads goals and guardrails. */
final class Criteria {
    private static final Map<String, Direction> DIRECTIONS =
            Map.of("higher", Direction.HIGHER, "lower", Direction.LOWER);
    private static final Map<String, Goal.Show> SHOWS =
            Map.of("better", Goal.Show.BETTER, "not_worse", Goal.Show.NOT_WORSE);

    private Criteria() {}

    static Optional<Goal> goal(Section from) {
        Optional<Metric> metric = metric(from);
        Direction way =
                from.oneOf(
                        "direction",
                        DIRECTIONS,
                        metric.map(Metric::direction).orElse(Direction.HIGHER));
        Goal.Show show = from.oneOf("show", SHOWS, Goal.Show.BETTER);
        Optional<Margin> margin = margin(from);
        if (show == Goal.Show.BETTER && margin.isPresent()) {
            from.wrong("margin", "belongs to show: not_worse");
        }
        if (show == Goal.Show.NOT_WORSE && margin.isEmpty() && !from.has("margin")) {
            from.wrong("margin", "is missing: how much worse still is not worse");
        }
        metric.filter(each -> !mayBeGoal(each.family()))
                .ifPresent(each -> from.wrong("metric", each.name() + " is for guardrails only"));
        from.end();
        return metric.map(each -> new Goal(each.better(way), show, margin.orElse(Margin.NONE)));
    }

    private static boolean mayBeGoal(Metric.Family family) {
        return switch (family) {
            case SUCCESS_RATE, LATENCY_QUANTILE, LATENCY_MEAN, ACCURACY, FEEDBACK_MEAN, AUC -> true;
            case INVALID, CONSTANT, DRIFT, AGREEMENT -> false;
        };
    }

    static Optional<Guardrail> guardrail(Section from) {
        Optional<Metric> metric = metric(from);
        Optional<Guardrail.Limit> limit = metric.flatMap(each -> limit(each, from));
        from.value("margin");
        from.value("at_least");
        from.value("at_most");
        from.end();
        return metric.flatMap(each -> limit.map(at -> new Guardrail(each, at)));
    }

    private static Optional<Guardrail.Limit> limit(Metric metric, Section from) {
        String wanted =
                switch (metric.family()) {
                    case CONSTANT -> "";
                    case DRIFT -> "at_most";
                    case AGREEMENT -> "at_least";
                    case SUCCESS_RATE,
                            LATENCY_QUANTILE,
                            LATENCY_MEAN,
                            ACCURACY,
                            FEEDBACK_MEAN,
                            AUC,
                            INVALID ->
                            "margin";
                };
        for (String key : new String[] {"margin", "at_least", "at_most"}) {
            if (from.has(key) && !key.equals(wanted)) {
                from.wrong(
                        key,
                        "is not for %s, which has %s"
                                .formatted(metric.name(), wanted.isEmpty() ? "no limit" : wanted));
            }
        }
        if (wanted.isEmpty()) {
            return Optional.of(new Guardrail.Limit.Never());
        }
        if (!from.has(wanted)) {
            from.wrong(wanted, "is missing");
            return Optional.empty();
        }
        return switch (wanted) {
            case "at_most" ->
                    Optional.of(new Guardrail.Limit.AtMost(from.number(wanted, 0, 0, 100)));
            case "at_least" ->
                    Optional.of(new Guardrail.Limit.AtLeast(from.number(wanted, 0, 0, 1)));
            default -> margin(from).map(Guardrail.Limit.Within::new);
        };
    }

    private static Optional<Metric> metric(Section from) {
        String name = from.required("metric");
        Optional<Metric> metric = Metric.named(name);
        if (metric.isEmpty() && !name.isEmpty()) {
            from.wrong(
                    "metric",
                    "there is no metric '%s'%s"
                            .formatted(
                                    name,
                                    Section.meant(name, new LinkedHashSet<>(Metric.names()))));
        }
        return metric;
    }

    private static Optional<Margin> margin(Section from) {
        Optional<JsonNode> given = from.value("margin");
        Optional<Margin> margin = given.flatMap(Quantities::margin);
        if (given.isPresent() && margin.isEmpty()) {
            from.wrong(
                    "margin",
                    "must be a number such as 0.01 or a part such as 20%, was "
                            + Section.shown(given.get()));
        }
        return margin;
    }
}
