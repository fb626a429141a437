package io.inferry.core.lifecycle;

import io.inferry.api.management.Readiness;
import io.inferry.core.lifecycle.LifecycleSettings.ReadinessRule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Judges whether traffic should come. */
final class Readying {
    private Readying() {}

    /**
     * @param sourceProblem why the last look at the repository said nothing; it matters only while
     *     no model is known
     */
    static Readiness judge(
            ReadinessRule rule, Collection<ModelLife> models, Optional<String> sourceProblem) {
        List<String> obstacles = new ArrayList<>();
        for (ModelLife model : models) {
            new ModelReport(model).obstacle().ifPresent(obstacles::add);
        }
        if (models.isEmpty()) {
            sourceProblem.ifPresent(obstacles::add);
        }
        return switch (rule) {
            case ALL_MODELS -> new Readiness(obstacles);
            case ANY_MODEL -> new Readiness(anyAnswers(models) ? List.of() : none(obstacles));
            case ALWAYS -> new Readiness(List.of());
        };
    }

    private static boolean anyAnswers(Collection<ModelLife> models) {
        return models.stream().anyMatch(model -> !model.answering().isEmpty());
    }

    private static List<String> none(List<String> obstacles) {
        return obstacles.isEmpty() ? List.of("no model is available") : obstacles;
    }
}
