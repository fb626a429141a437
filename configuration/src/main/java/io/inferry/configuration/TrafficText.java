package io.inferry.configuration;

import io.inferry.api.model.VersionChoice;
import io.inferry.api.traffic.Condition;
import io.inferry.api.traffic.RequestField;
import io.inferry.api.traffic.RequestField.Source;
import io.inferry.api.traffic.Shadow;
import io.inferry.api.traffic.TextMatch;
import io.inferry.api.traffic.TrafficPlan;
import io.inferry.api.traffic.TrafficRule;
import io.inferry.api.traffic.TrafficSplit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A plan as maps and lists, in the form that {@link TrafficForm} reads. */
final class TrafficText {
    private TrafficText() {}

    static Map<String, Object> of(TrafficPlan plan) {
        var content = new LinkedHashMap<String, Object>();
        if (!plan.rules().isEmpty()) {
            content.put("rules", plan.rules().stream().map(TrafficText::rule).toList());
        }
        plan.holdout()
                .ifPresent(held -> {
                    Map<String, Object> target = target(held.target());
                    target.put("percent", number(held.percent()));
                    content.put("holdout", target);
                });
        plan.split().ifPresent(split -> content.put("route", route(split)));
        plan.sticky().ifPresent(field -> content.put("sticky", sticky(field)));
        if (!plan.shadows().isEmpty()) {
            content.put("shadows", plan.shadows().stream().map(TrafficText::shadow).toList());
        }
        return content;
    }

    private static Map<String, Object> rule(TrafficRule rule) {
        var content = new LinkedHashMap<String, Object>();
        content.put("name", rule.name());
        content.put("match", rule.any().stream().map(TrafficText::entry).toList());
        content.put("route", route(rule.split()));
        return content;
    }

    /** One section where that keeps the order of the conditions, else a list of sections. */
    private static Object entry(List<Condition> all) {
        return together(all)
                .<Object>map(section -> section)
                .orElseGet(() ->
                        all.stream().map(each -> together(List.of(each)).orElseThrow()).toList());
    }

    private static Optional<Map<String, Object>> together(List<Condition> all) {
        var section = new LinkedHashMap<String, Object>();
        Map<String, Object> open = new LinkedHashMap<>();
        for (Condition each : all) {
            Source source = each.field().source();
            String key = MatchForm.SOURCES.getOrDefault(source, "");
            boolean continues = !section.isEmpty() && section.lastEntry().getKey().equals(key);
            if (section.containsKey(key) && !continues) {
                return Optional.empty();
            }
            if (source == Source.CALLER) {
                if (section.put(key, match(each.match())) != null) {
                    return Optional.empty();
                }
                continue;
            }
            if (!continues) {
                open = new LinkedHashMap<>();
                section.put(key, open);
            }
            if (open.put(each.field().name(), match(each.match())) != null) {
                return Optional.empty();
            }
        }
        return Optional.of(section);
    }

    private static Object match(TextMatch match) {
        return switch (match) {
            case TextMatch.Exact exact -> exact.text();
            case TextMatch.Prefix prefix -> Map.of("prefix", prefix.text());
            case TextMatch.Regex regex -> Map.of("regex", regex.pattern());
            case TextMatch.OneOf some -> Map.of("one_of", some.texts().stream().sorted().toList());
            case TextMatch.Present present -> Map.of("present", true);
        };
    }

    private static Object sticky(RequestField field) {
        String source = field.source().name().toLowerCase(Locale.ROOT);
        return field.source() == Source.CALLER ? source : Map.of(source, field.name());
    }

    private static List<Map<String, Object>> route(TrafficSplit split) {
        return split.shares().stream()
                .map(share -> {
                    Map<String, Object> target = target(share.target());
                    target.put("weight", number(share.weight()));
                    return target;
                })
                .toList();
    }

    private static Map<String, Object> shadow(Shadow shadow) {
        Map<String, Object> target = target(shadow.target());
        target.put("percent", number(shadow.percent()));
        target.put("in_flight_max", shadow.inFlightMax());
        return target;
    }

    private static Map<String, Object> target(VersionChoice choice) {
        var target = new LinkedHashMap<String, Object>();
        switch (choice) {
            case VersionChoice.Latest latest -> target.put("version", "latest");
            case VersionChoice.Exact exact -> target.put("version", exact.version());
            case VersionChoice.Label label -> target.put("label", label.label());
        }
        return target;
    }

    /** Without a fraction where there is none, as an operator would write it. */
    private static Number number(double value) {
        if (value == Math.rint(value)) {
            return Math.round(value);
        }
        return value;
    }
}
