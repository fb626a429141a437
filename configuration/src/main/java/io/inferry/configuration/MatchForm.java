package io.inferry.configuration;

import io.inferry.api.traffic.Condition;
import io.inferry.api.traffic.RequestField;
import io.inferry.api.traffic.RequestField.Source;
import io.inferry.api.traffic.TextMatch;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a request must be like: a list of which any may fit, each item all of its conditions. */
final class MatchForm {
    /** The name that a source of fields has here. */
    static final Map<Source, String> SOURCES =
            Map.of(
                    Source.HEADER, "headers",
                    Source.QUERY, "query",
                    Source.PARAMETER, "parameters",
                    Source.INPUT, "inputs",
                    Source.CALLER, "caller");

    private static final List<String> NAMES =
            List.of("headers", "query", "parameters", "inputs", "caller");
    private static final List<String> KINDS =
            List.of("exact", "prefix", "regex", "one_of", "present");
    private static final Kind<List<String>> TEXTS = new Series<>(new PlainText());

    private MatchForm() {}

    /** The alternatives; one alone needs no list. */
    static List<List<Condition>> any(Place match) {
        return match.items().stream().map(MatchForm::all).toList();
    }

    /** A section, or a list of sections of which all hold. */
    private static List<Condition> all(Place entry) {
        var conditions = new ArrayList<Condition>();
        for (Place part : entry.items()) {
            Map<String, Place> sources = part.section(NAMES);
            for (Map.Entry<String, Place> each : sources.entrySet()) {
                conditions.addAll(of(each.getKey(), each.getValue()));
            }
        }
        return conditions;
    }

    private static List<Condition> of(String name, Place place) {
        Source source =
                SOURCES.entrySet().stream()
                        .filter(entry -> entry.getValue().equals(name))
                        .map(Map.Entry::getKey)
                        .findFirst()
                        .orElseThrow();
        var conditions = new ArrayList<Condition>();
        if (source == Source.CALLER) {
            match(place)
                    .map(match -> new Condition(new RequestField(source, ""), match))
                    .ifPresent(conditions::add);
            return conditions;
        }
        place.members("a section of names")
                .forEach((field, value) -> {
                    Optional<RequestField> asked =
                            value.build(() -> new RequestField(source, field));
                    Optional<TextMatch> match = match(value);
                    asked.flatMap(of -> match.map(like -> new Condition(of, like)))
                            .ifPresent(conditions::add);
                });
        return conditions;
    }

    private static Optional<TextMatch> match(Place place) {
        if (place.node() instanceof Node.Scalar) {
            return place.read(new PlainText()).map(TextMatch.Exact::new);
        }
        if (place.node() instanceof Node.Listing) {
            return oneOf(place);
        }
        Map<String, Place> kinds = place.section(KINDS);
        if (kinds.size() != 1) {
            place.problem("must be a text, or have one of " + String.join(", ", KINDS));
            return Optional.empty();
        }
        String kind = kinds.keySet().iterator().next();
        Place value = kinds.values().iterator().next();
        return switch (kind) {
            case "one_of" -> oneOf(value);
            case "present" -> present(value);
            case "prefix" -> value.read(new PlainText()).map(TextMatch.Prefix::new);
            case "regex" ->
                    value.read(new PlainText())
                            .flatMap(text -> value.build(() -> new TextMatch.Regex(text)));
            default -> value.read(new PlainText()).map(TextMatch.Exact::new);
        };
    }

    private static Optional<TextMatch> oneOf(Place place) {
        return place.read(TEXTS)
                .flatMap(texts -> place.build(() -> new TextMatch.OneOf(new HashSet<>(texts))));
    }

    private static Optional<TextMatch> present(Place place) {
        Optional<Boolean> value = place.read(Choice.trueOrFalse());
        if (value.isPresent() && !value.get()) {
            place.problem("must be true: a rule cannot ask for what is missing");
            return Optional.empty();
        }
        return value.map(yes -> new TextMatch.Present());
    }

    /** A text that may be empty. */
    private record PlainText() implements Kind<String> {
        @Override
        public String read(Node node) {
            if (node instanceof Node.Scalar scalar) {
                return scalar.text();
            }
            throw new UnfitValueException(description(), node);
        }

        @Override
        public String show(String value) {
            return value;
        }

        @Override
        public String description() {
            return "a text";
        }
    }
}
