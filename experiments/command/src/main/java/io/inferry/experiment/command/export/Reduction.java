package io.inferry.experiment.command.export;

import io.inferry.api.ServingException;
import io.inferry.api.model.VersionChoice;
import io.inferry.api.traffic.Condition;
import io.inferry.api.traffic.RequestField;
import io.inferry.api.traffic.TextMatch;
import io.inferry.api.traffic.TrafficPlan;
import io.inferry.api.traffic.TrafficRule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Cuts a plan down to what a mesh can do, and notes every loss. */
final class Reduction {
    /** More matches than this become one pattern. The Gateway API allows 64 in one rule. */
    private static final int MATCHES_MAX = 16;

    private final Notes notes;

    Reduction(Notes notes) {
        this.notes = notes;
    }

    /**
     * The reduced plan.
     *
     * @throws ServingException FAILED_PRECONDITION when nothing sensible remains
     */
    MeshPlan of(TrafficPlan plan) {
        plan.holdout()
                .ifPresent(holdout ->
                        notes.lost(
                                "the holdout of %s %%: a mesh cannot keep the same callers out"
                                        .formatted(holdout.percent())));
        var split =
                plan.split()
                        .orElseThrow(() ->
                                ServingException.failedPrecondition(
                                        "the plan has no split, so the latest version answers what no rule takes; a"
                                                + " mesh does not know which that is: name it in a split"));
        List<MeshPlan.Rule> rules = new ArrayList<>();
        plan.rules().forEach(rule -> reduced(rule).ifPresent(rules::add));
        MeshPlan reduced =
                new MeshPlan(rules, split.shares(), sticky(plan.sticky()), plan.shadows());
        if (reduced.targets().stream().anyMatch(VersionChoice.Latest.class::isInstance)) {
            throw ServingException.failedPrecondition(
                    "the plan sends requests to the latest version; a mesh does not know which that"
                            + " is: name the version");
        }
        return reduced;
    }

    private Optional<RequestField> sticky(Optional<RequestField> field) {
        return field.filter(sticky -> {
            boolean known = isKnown(sticky);
            if (!known) {
                notes.lost("sticky by " + sticky + ": a mesh sees headers and queries only");
            }
            return known;
        });
    }

    private Optional<MeshPlan.Rule> reduced(TrafficRule rule) {
        List<List<Condition>> any = new ArrayList<>();
        for (List<Condition> all : rule.any()) {
            Optional<String> obstacle = obstacle(all);
            obstacle.ifPresent(why ->
                    notes.lost(
                            "in rule '%s' the match %s: %s"
                                    .formatted(rule.name(), told(all), why)));
            if (obstacle.isEmpty()) {
                any.addAll(spread(all));
            }
        }
        if (any.isEmpty()) {
            notes.lost("rule '" + rule.name() + "' wholly: no match of it remains");
            return Optional.empty();
        }
        return Optional.of(new MeshPlan.Rule(rule.name(), any, rule.split().shares()));
    }

    private static Optional<String> obstacle(List<Condition> all) {
        Set<RequestField> seen = new HashSet<>();
        for (Condition condition : all) {
            if (!isKnown(condition.field())) {
                return Optional.of("a mesh sees headers and queries only");
            }
            if (!seen.add(condition.field())) {
                return Optional.of("a mesh takes one condition for a field");
            }
            if (condition.match() instanceof TextMatch.Regex regex) {
                Optional<String> difference = Re2Syntax.obstacle(regex.pattern());
                if (difference.isPresent()) {
                    return difference;
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isKnown(RequestField field) {
        return switch (field.source()) {
            case HEADER, QUERY -> true;
            case PARAMETER, INPUT, CALLER -> false;
        };
    }

    /** One list of conditions for each text of a one-of; a pattern where that would be too many. */
    private static List<List<Condition>> spread(List<Condition> all) {
        List<List<Condition>> spread = List.of(List.of());
        for (Condition condition : all) {
            List<Condition> either = either(condition, MATCHES_MAX / spread.size());
            spread =
                    spread.stream()
                            .flatMap(given -> either.stream().map(one -> with(given, one)))
                            .toList();
        }
        return spread;
    }

    private static List<Condition> either(Condition condition, int most) {
        if (!(condition.match() instanceof TextMatch.OneOf some)) {
            return List.of(condition);
        }
        List<String> texts = some.texts().stream().sorted().toList();
        if (texts.size() <= most) {
            return texts.stream()
                    .map(text -> new Condition(condition.field(), new TextMatch.Exact(text)))
                    .toList();
        }
        String pattern = texts.stream().map(Re2Syntax::quoted).collect(Collectors.joining("|"));
        return List.of(new Condition(condition.field(), new TextMatch.Regex(pattern)));
    }

    private static List<Condition> with(List<Condition> given, Condition one) {
        List<Condition> longer = new ArrayList<>(given);
        longer.add(one);
        return longer;
    }

    private static String told(List<Condition> all) {
        return all.stream()
                .map(condition -> condition.field() + " " + told(condition.match()))
                .collect(Collectors.joining(" and ", "'", "'"));
    }

    private static String told(TextMatch match) {
        return switch (match) {
            case TextMatch.Exact exact -> "is " + exact.text();
            case TextMatch.Prefix prefix -> "begins with " + prefix.text();
            case TextMatch.Regex regex -> "is like " + regex.pattern();
            case TextMatch.OneOf some -> "is one of " + some.texts().stream().sorted().toList();
            case TextMatch.Present present -> "is there";
        };
    }
}
