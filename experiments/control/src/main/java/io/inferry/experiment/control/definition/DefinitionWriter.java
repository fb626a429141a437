package io.inferry.experiment.control.definition;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.inferry.experiment.evidence.outputs.PredictionTerms;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes definitions, so that {@link DefinitionReader} reads back what was written. */
public final class DefinitionWriter {
    private static final ObjectMapper JSON = new ObjectMapper();

    private DefinitionWriter() {}

    /** As JSON. */
    public static String json(Definition definition) {
        try {
            return JSON.writeValueAsString(tree(definition));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a definition cannot be written", e);
        }
    }

    /** As maps, lists, texts and numbers, in the order of the documentation. */
    public static Map<String, Object> tree(Definition from) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("name", from.name());
        tree.put("model", from.model());
        tree.put("kind", word(from.kind()));
        tree.put("control", Targets.written(from.control()));
        tree.put("arms", from.candidates().stream().map(each -> arm(from.kind(), each)).toList());
        from.sticky().ifPresent(field -> tree.put("sticky", Targets.written(field)));
        if (from.kind() == Kind.CANARY) {
            tree.put("steps", from.canary().steps());
            tree.put("bake", Quantities.shown(from.canary().bake()));
        }
        tree.put("goals", from.goals().stream().map(DefinitionWriter::goal).toList());
        tree.put("guardrails", from.guardrails().stream().map(DefinitionWriter::rail).toList());
        Bounds bounds = from.bounds();
        tree.put(
                "minimum",
                Map.of(
                        "samples",
                        bounds.samples(),
                        "duration",
                        Quantities.shown(bounds.duration())));
        tree.put(
                "maximum",
                Map.of(
                        "duration",
                        Quantities.shown(bounds.durationMax()),
                        "then",
                        word(bounds.then())));
        tree.put("alpha", from.confidence().alpha());
        tree.put("expected_samples", from.confidence().expectedSamples());
        from.bandit().ifPresent(terms -> tree.put("bandit", bandit(terms)));
        if (from.kind() == Kind.SHADOW) {
            tree.put(
                    "shadow",
                    Map.of(
                            "percent",
                            from.shadow().percent(),
                            "in_flight_max",
                            from.shadow().inFlightMax(),
                            "tolerance",
                            from.shadow().tolerance()));
        }
        from.covariate().ifPresent(field -> tree.put("covariate", Targets.written(field)));
        if (!from.prediction().equals(PredictionTerms.STANDARD)) {
            tree.put("prediction", prediction(from.prediction()));
        }
        return tree;
    }

    private static Map<String, Object> arm(Kind kind, Candidate from) {
        return kind == Kind.AB
                ? Map.of("target", Targets.written(from.target()), "weight", from.weight())
                : Map.of("target", Targets.written(from.target()));
    }

    private static Map<String, Object> prediction(PredictionTerms from) {
        Map<String, Object> tree = new LinkedHashMap<>();
        if (!from.output().isEmpty()) {
            tree.put("output", from.output());
        }
        tree.put("task", word(from.task()));
        return tree;
    }

    private static Map<String, Object> goal(Goal from) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("metric", from.metric().name());
        tree.put("direction", word(from.metric().direction()));
        tree.put("show", word(from.show()));
        if (from.show() == Goal.Show.NOT_WORSE) {
            tree.put("margin", from.margin().toString());
        }
        return tree;
    }

    private static Map<String, Object> rail(Guardrail from) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("metric", from.metric().name());
        switch (from.limit()) {
            case Guardrail.Limit.Within within -> tree.put("margin", within.margin().toString());
            case Guardrail.Limit.AtLeast least -> tree.put("at_least", least.value());
            case Guardrail.Limit.AtMost most -> tree.put("at_most", most.value());
            case Guardrail.Limit.Never never -> {}
        }
        return tree;
    }

    private static Map<String, Object> bandit(BanditTerms from) {
        return Map.of(
                "algorithm",
                word(from.algorithm()),
                "reward",
                from.reward(),
                "exploration",
                from.exploration(),
                "features",
                List.copyOf(from.features().stream().map(Targets::written).toList()),
                "update",
                Quantities.shown(from.update()));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
