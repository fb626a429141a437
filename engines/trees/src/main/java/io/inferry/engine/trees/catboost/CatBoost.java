package io.inferry.engine.trees.catboost;

import io.inferry.engine.trees.forest.Categories;
import io.inferry.engine.trees.forest.Ensemble;
import io.inferry.engine.trees.forest.Ensemble.Inputs;
import io.inferry.engine.trees.forest.Ensemble.Margins;
import io.inferry.engine.trees.forest.ForestBuilder;
import io.inferry.engine.trees.forest.ModelFileException;
import io.inferry.engine.trees.forest.Objective;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A model as both of CatBoost's formats say it.
 *
 * @param scale what the sum of the leaves is multiplied by before the bias is added
 * @param bias one, or one for each margin
 */
record CatBoost(
        Features features,
        List<CatTree> trees,
        double scale,
        List<Double> bias,
        Training training) {
    private static final int MARGINS_MAX = 1 << 16;

    CatBoost {
        trees = List.copyOf(trees);
        bias = List.copyOf(bias);
    }

    /** The model ready to evaluate, or its first trees; 0 for all. */
    Ensemble ensemble(int iterations) {
        Objective objective = Loss.of(training.loss());
        int margins = trees.isEmpty() ? Math.max(1, bias.size()) : trees.getFirst().dimensions();
        if (margins > MARGINS_MAX) {
            throw ModelFileException.unsupported(margins + " margins a row");
        }
        Inputs inputs = features.inputs();
        ForestBuilder forest = new ForestBuilder(inputs.features(), Categories.FROM_ZERO);
        int kept = iterations == 0 ? trees.size() : Math.min(iterations, trees.size());
        for (CatTree tree : trees.subList(0, kept)) {
            if (tree.dimensions() != margins) {
                throw ModelFileException.broken(
                        "its leaves have %d values and %d".formatted(margins, tree.dimensions()));
            }
            forest.add(tree.raw(features, 0, scale), 0);
            for (int margin = 1; margin < margins; margin++) {
                forest.addAgain(tree.raw(features, margin, scale), margin);
            }
        }
        List<String> classes =
                objective.answer() == Objective.Answer.VALUE ? List.of() : classes(margins);
        return new Ensemble(
                forest.build(),
                inputs,
                new Margins(objective, base(margins), 1, classes),
                facts(objective));
    }

    private List<String> classes(int margins) {
        return training.classes().size() == Math.max(2, margins) ? training.classes() : List.of();
    }

    private List<Double> base(int margins) {
        if (bias.isEmpty()) {
            return Collections.nCopies(margins, 0.0);
        }
        if (bias.size() == 1) {
            return Collections.nCopies(margins, bias.getFirst());
        }
        if (bias.size() != margins) {
            throw ModelFileException.broken(
                    "it has %d biases for %d margins".formatted(bias.size(), margins));
        }
        return new ArrayList<>(bias);
    }

    private Map<String, String> facts(Objective objective) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("library", "CatBoost");
        facts.put("version", training.version());
        facts.put("objective", objective.name());
        facts.put("feature_names", String.join(",", features.names()));
        return facts;
    }
}
