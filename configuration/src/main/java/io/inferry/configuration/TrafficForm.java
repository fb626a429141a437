package io.inferry.configuration;

import io.inferry.api.traffic.Holdout;
import io.inferry.api.traffic.RequestField;
import io.inferry.api.traffic.Shadow;
import io.inferry.api.traffic.TrafficPlan;
import io.inferry.api.traffic.TrafficRule;
import io.inferry.api.traffic.TrafficSplit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The section {@code traffic}: who goes where. */
final class TrafficForm {
    private static final List<String> KEYS =
            List.of("rules", "holdout", "route", "sticky", "shadows");
    private static final String STICKY =
            "caller, or one of header, query, parameter and input with its name";
    private static final Kind<Integer> IN_FLIGHT = Numbers.ints(1, Integer.MAX_VALUE);
    private static final double EVERY_REQUEST = 100;

    private TrafficForm() {}

    /** A rule and where it was written. */
    private record Written(Place place, TrafficRule rule) {}

    /** The plan; empty when something is wrong with it, which is then a problem. */
    static Optional<TrafficPlan> read(Place place) {
        int before = place.problems().count();
        Map<String, Place> keys = place.section(KEYS);
        List<Written> rules = rules(Optional.ofNullable(keys.get("rules")));
        Optional<Place> held = Optional.ofNullable(keys.get("holdout"));
        Optional<Holdout> holdout = held.flatMap(TrafficForm::holdout);
        Optional<TrafficSplit> split =
                Optional.ofNullable(keys.get("route")).flatMap(ShareForm::split);
        Optional<Place> stuck = Optional.ofNullable(keys.get("sticky"));
        Optional<RequestField> sticky = stuck.flatMap(TrafficForm::sticky);
        List<Shadow> shadows = shadows(Optional.ofNullable(keys.get("shadows")));
        requireReachable(rules);
        if (held.isPresent() && stuck.isEmpty()) {
            held.get().build(() -> plan(List.of(), holdout, Optional.empty()));
        }
        if (place.problems().count() > before) {
            return Optional.empty();
        }
        List<TrafficRule> sound = rules.stream().map(Written::rule).toList();
        return place.build(() -> new TrafficPlan(sound, holdout, split, sticky, shadows));
    }

    private static TrafficPlan plan(
            List<TrafficRule> rules, Optional<Holdout> holdout, Optional<RequestField> sticky) {
        return new TrafficPlan(rules, holdout, Optional.empty(), sticky, List.of());
    }

    private static List<Written> rules(Optional<Place> list) {
        var rules = new ArrayList<Written>();
        int number = 0;
        for (Place each : list.map(Place::items).orElse(List.of())) {
            number++;
            rule(each, "rule-" + number).ifPresent(rule -> rules.add(new Written(each, rule)));
        }
        return rules;
    }

    private static Optional<TrafficRule> rule(Place place, String standardName) {
        int before = place.problems().count();
        Map<String, Place> keys = place.section(List.of("name", "match", "route"));
        Optional<String> name =
                Optional.ofNullable(keys.get("name")).flatMap(text -> text.read(Texts.WORD));
        Optional<Place> match = Optional.ofNullable(keys.get("match"));
        if (match.isEmpty()) {
            place.problem("needs match; what holds for all belongs to route of traffic");
        }
        var any = match.map(MatchForm::any).orElse(List.of());
        Optional<Place> route = Optional.ofNullable(keys.get("route"));
        if (route.isEmpty()) {
            place.problem("needs route");
        }
        Optional<TrafficSplit> split = route.flatMap(ShareForm::split);
        return place.problems().count() > before
                ? Optional.empty()
                : split.flatMap(to ->
                        place.build(() -> new TrafficRule(name.orElse(standardName), any, to)));
    }

    /**
     * Holds each rule against those before it, two at a time, so that each problem has its line.
     */
    private static void requireReachable(List<Written> rules) {
        for (int later = 1; later < Math.min(rules.size(), TrafficPlan.RULES_MAX); later++) {
            Written hidden = rules.get(later);
            boolean sound = true;
            for (int earlier = 0; earlier < later && sound; earlier++) {
                var pair = List.of(rules.get(earlier).rule(), hidden.rule());
                sound =
                        hidden.place()
                                .build(() -> plan(pair, Optional.empty(), Optional.empty()))
                                .isPresent();
            }
        }
    }

    private static Optional<Holdout> holdout(Place place) {
        Map<String, Place> keys = place.section(List.of("percent", "version", "label"));
        Optional<Place> percent = Optional.ofNullable(keys.get("percent"));
        if (percent.isEmpty()) {
            place.problem("needs percent");
        }
        Optional<Double> part = percent.flatMap(text -> text.read(Decimals.KIND));
        return ShareForm.target(place, keys)
                .flatMap(target ->
                        part.flatMap(held -> place.build(() -> new Holdout(held, target))));
    }

    private static Optional<RequestField> sticky(Place place) {
        if (place.node() instanceof Node.Scalar scalar && scalar.text().equals("caller")) {
            return Optional.of(new RequestField(RequestField.Source.CALLER, ""));
        }
        Map<String, Place> keys =
                place.node() instanceof Node.Mapping
                        ? place.section(List.of("header", "query", "parameter", "input"))
                        : Map.of();
        if (keys.size() != 1) {
            place.problem("must be " + STICKY + ", was " + place.node().shown());
            return Optional.empty();
        }
        String source = keys.keySet().iterator().next();
        Place named = keys.values().iterator().next();
        return named.read(Texts.WORD)
                .flatMap(name ->
                        named.build(() ->
                                new RequestField(
                                        RequestField.Source.valueOf(
                                                source.toUpperCase(Locale.ROOT)),
                                        name)));
    }

    private static List<Shadow> shadows(Optional<Place> list) {
        return list.map(Place::items).orElse(List.of()).stream()
                .flatMap(each -> shadow(each).stream())
                .toList();
    }

    private static Optional<Shadow> shadow(Place place) {
        Map<String, Place> keys =
                place.section(List.of("version", "label", "percent", "in_flight_max"));
        int before = place.problems().count();
        double percent =
                Optional.ofNullable(keys.get("percent"))
                        .flatMap(text -> text.read(Decimals.KIND))
                        .orElse(EVERY_REQUEST);
        int inFlight =
                Optional.ofNullable(keys.get("in_flight_max"))
                        .flatMap(text -> text.read(IN_FLIGHT))
                        .orElse(Shadow.IN_FLIGHT_STANDARD);
        return ShareForm.target(place, keys)
                .filter(target -> place.problems().count() == before)
                .flatMap(target -> place.build(() -> new Shadow(target, percent, inFlight)));
    }
}
