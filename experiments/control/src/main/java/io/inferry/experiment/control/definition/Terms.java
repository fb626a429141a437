package io.inferry.experiment.control.definition;

import com.fasterxml.jackson.databind.JsonNode;
import io.inferry.api.traffic.RequestField;
import io.inferry.experiment.evidence.outputs.PredictionTerms;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads what only some kinds of experiment have, and when an experiment may decide. */
final class Terms {
    private static final Map<String, Bounds.Then> THENS =
            Map.of(
                    "rollback", Bounds.Then.ROLLBACK,
                    "promote", Bounds.Then.PROMOTE,
                    "hold", Bounds.Then.HOLD);
    private static final Map<String, BanditTerms.Algorithm> ALGORITHMS =
            Map.of(
                    "thompson", BanditTerms.Algorithm.THOMPSON,
                    "linucb", BanditTerms.Algorithm.LINUCB);
    private static final Map<String, PredictionTerms.Task> TASKS =
            Map.of(
                    "auto", PredictionTerms.Task.AUTO,
                    "classes", PredictionTerms.Task.CLASSES,
                    "binary", PredictionTerms.Task.BINARY,
                    "value", PredictionTerms.Task.VALUE);
    private static final int FEATURES_MAX = 64;
    private static final int IN_FLIGHT_MAX = 1024;

    private final Section top;
    private final Kind kind;

    Terms(Section top, Kind kind) {
        this.top = top;
        this.kind = kind;
    }

    CanaryTerms canary() {
        onlyFor(Kind.CANARY, "steps");
        onlyFor(Kind.CANARY, "bake");
        List<Double> steps = new ArrayList<>();
        double before = 0;
        for (JsonNode item : top.list("steps")) {
            Optional<Double> step = Quantities.number(item).filter(each -> each > 0 && each <= 100);
            if (step.isEmpty()) {
                top.wrong(
                        "steps",
                        "must be percent, more than 0 and at most 100, was " + Section.shown(item));
                continue;
            }
            if (step.get() <= before) {
                top.wrong(
                        "steps",
                        "must grow, but %s comes after %s"
                                .formatted(Numerals.of(step.get()), Numerals.of(before)));
            }
            before = step.get();
            steps.add(before);
        }
        if (top.has("steps") && steps.isEmpty()) {
            top.wrong("steps", "must have at least one step");
        }
        return new CanaryTerms(
                steps.isEmpty() ? CanaryTerms.STANDARD.steps() : steps,
                span(top, "bake", CanaryTerms.STANDARD.bake()));
    }

    Bounds bounds() {
        Optional<Section> least = top.section("minimum");
        long samples =
                least.map(each -> Math.round(each.number("samples", 500, 1, 1e12))).orElse(500L);
        Duration after =
                least.map(each -> span(each, "duration", Duration.ofMinutes(1)))
                        .orElse(Duration.ofMinutes(1));
        least.ifPresent(Section::end);
        Optional<Section> most = top.section("maximum");
        Duration durationMax =
                most.map(each -> span(each, "duration", Duration.ZERO)).orElse(Duration.ZERO);
        Bounds.Then then =
                most.map(each -> each.oneOf("then", THENS, Bounds.Then.HOLD))
                        .orElse(Bounds.Then.HOLD);
        most.ifPresent(Section::end);
        if (!durationMax.isZero() && durationMax.compareTo(after) < 0) {
            top.wrong("maximum", "duration is shorter than minimum.duration");
        }
        return new Bounds(samples, after, durationMax, then);
    }

    Optional<BanditTerms> bandit() {
        onlyFor(Kind.BANDIT, "bandit");
        Optional<Section> given = top.section("bandit");
        if (kind != Kind.BANDIT) {
            return Optional.empty();
        }
        if (given.isEmpty()) {
            top.wrong("bandit", "is missing: {algorithm: thompson, reward: reward}");
            return Optional.empty();
        }
        Section from = given.get();
        BanditTerms.Algorithm algorithm =
                from.oneOf("algorithm", ALGORITHMS, BanditTerms.Algorithm.THOMPSON);
        List<RequestField> features = new ArrayList<>();
        for (JsonNode item : from.list("features")) {
            Targets.field(item, from, "features").ifPresent(features::add);
        }
        if (features.size() > FEATURES_MAX) {
            from.wrong("features", "must be at most " + FEATURES_MAX + ", were " + features.size());
        }
        if (algorithm == BanditTerms.Algorithm.LINUCB && features.isEmpty()) {
            from.wrong("features", "is missing: what linucb looks at");
        }
        BanditTerms terms =
                new BanditTerms(
                        algorithm,
                        from.text("reward").orElse("reward"),
                        from.number("exploration", 0.05, 0, 1),
                        features,
                        span(from, "update", Duration.ofSeconds(5)));
        from.end();
        return Optional.of(terms);
    }

    ShadowTerms shadow() {
        onlyFor(Kind.SHADOW, "shadow");
        Optional<Section> given = top.section("shadow");
        ShadowTerms standard = ShadowTerms.STANDARD;
        ShadowTerms terms =
                given.map(from ->
                                new ShadowTerms(
                                        from.number("percent", standard.percent(), 0.001, 100),
                                        (int)
                                                from.number(
                                                        "in_flight_max",
                                                        standard.inFlightMax(),
                                                        1,
                                                        IN_FLIGHT_MAX),
                                        from.number("tolerance", standard.tolerance(), 0, 1e9)))
                        .orElse(standard);
        given.ifPresent(Section::end);
        return terms;
    }

    PredictionTerms prediction() {
        Optional<Section> given = top.section("prediction");
        PredictionTerms terms =
                given.map(from ->
                                new PredictionTerms(
                                        from.text("output").orElse(""),
                                        from.oneOf("task", TASKS, PredictionTerms.Task.AUTO)))
                        .orElse(PredictionTerms.STANDARD);
        given.ifPresent(Section::end);
        return terms;
    }

    private void onlyFor(Kind only, String key) {
        if (kind != only && top.has(key)) {
            top.value(key);
            top.wrong(key, "is for kind: " + only.name().toLowerCase(Locale.ROOT));
        }
    }

    private static Duration span(Section from, String key, Duration otherwise) {
        Optional<String> given = from.text(key);
        Optional<Duration> span = given.flatMap(Quantities::span);
        if (given.isPresent() && span.isEmpty()) {
            from.wrong(key, "must be a time such as 10m, 30s or 7d, was '" + given.get() + "'");
        }
        return span.orElse(otherwise);
    }
}
