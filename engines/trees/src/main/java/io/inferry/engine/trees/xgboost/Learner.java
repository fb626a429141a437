package io.inferry.engine.trees.xgboost;

import io.inferry.api.model.Column;
import io.inferry.engine.trees.forest.Categories;
import io.inferry.engine.trees.forest.Ensemble;
import io.inferry.engine.trees.forest.Ensemble.Inputs;
import io.inferry.engine.trees.forest.Ensemble.Margins;
import io.inferry.engine.trees.forest.ForestBuilder;
import io.inferry.engine.trees.forest.LinearTerms;
import io.inferry.engine.trees.forest.ModelFileException;
import io.inferry.engine.trees.forest.Precision;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A model as all of XGBoost's formats say it.
 *
 * @param trees in order
 * @param treeGroups which margin each tree adds to
 * @param treeWeights DART's factor of each tree; empty for no factors
 * @param parallelTrees trees of one round and margin
 * @param linear what the booster gblinear has instead of trees
 */
record Learner(
        Header header,
        List<VectorTree> trees,
        List<Integer> treeGroups,
        List<Float> treeWeights,
        int parallelTrees,
        Optional<LinearTerms> linear) {
    private static final int ROUND_TREES_MAX = 1 << 20;

    /**
     * What is said of the whole model.
     *
     * @param objective as XGBoost calls it
     * @param baseScores one, or one for each margin, as the file has them
     * @param baseIsMargin whether they need no link any more, as before version 1
     * @param outputs margins of a row
     * @param columns the features, where the file names them
     */
    record Header(
            String objective,
            List<Float> baseScores,
            boolean baseIsMargin,
            int outputs,
            int features,
            List<Column> columns,
            Map<String, String> attributes,
            String version) {
        private static final int OUTPUTS_MAX = 1 << 16;

        Header {
            if (outputs < 1 || outputs > OUTPUTS_MAX) {
                throw ModelFileException.broken("it has " + outputs + " outputs");
            }
            if (baseScores.size() != 1 && baseScores.size() != outputs) {
                throw ModelFileException.broken(
                        "it has %d base scores for %d outputs"
                                .formatted(baseScores.size(), outputs));
            }
        }
    }

    Learner {
        if (treeGroups.size() != trees.size()
                || (!treeWeights.isEmpty() && treeWeights.size() != trees.size())) {
            throw ModelFileException.broken(
                    "it has %d trees, groups of %d and weights of %d"
                            .formatted(trees.size(), treeGroups.size(), treeWeights.size()));
        }
        if (parallelTrees < 1 || parallelTrees > ROUND_TREES_MAX) {
            throw ModelFileException.broken("num_parallel_tree is " + parallelTrees);
        }
    }

    /** A model of trees. */
    static Learner of(
            Header header, List<VectorTree> trees, List<Integer> groups, Weights weights) {
        return new Learner(
                header,
                trees,
                groups,
                weights.treeWeights(),
                weights.parallelTrees(),
                Optional.empty());
    }

    /** A model of the booster gblinear: the weights of each feature, then the biases. */
    static Learner linear(Header header, double... weights) {
        LinearTerms terms = new LinearTerms(header.features, header.outputs, weights);
        return new Learner(header, List.of(), List.of(), List.of(), 1, Optional.of(terms));
    }

    /** How trees add up: see the components of the same names. */
    record Weights(List<Float> treeWeights, int parallelTrees) {}

    /** The model ready to evaluate, or its first rounds. */
    Ensemble ensemble(Rounds rounds) {
        Goal goal = Goal.of(header.objective, header.outputs);
        ForestBuilder forest = new ForestBuilder(header.features, Categories.FROM_ZERO);
        boolean vectors = !trees.isEmpty() && !trees.getFirst().isScalar();
        long roundTrees = (long) (vectors ? 1 : header.outputs) * parallelTrees;
        long kept = rounds.of(header.attributes) * roundTrees;
        for (int i = 0; i < Math.min(trees.size(), kept); i++) {
            int group = treeGroups.get(i);
            if (group < 0 || group >= header.outputs) {
                throw ModelFileException.broken(
                        "tree %d adds to output %d of %d".formatted(i, group, header.outputs));
            }
            VectorTree tree = trees.get(i);
            if (!treeWeights.isEmpty()) {
                tree.scaleLeaves(treeWeights.get(i));
            }
            tree.addTo(forest, group, header.outputs);
        }
        Ensemble ensemble =
                new Ensemble(
                        forest.build(),
                        new Inputs(header.features, header.columns, Precision.SINGLE, -1),
                        new Margins(goal.objective(), base(goal), 1),
                        facts());
        if (linear.isPresent() && rounds.count() > 0) {
            throw ModelFileException.unsupported("the first rounds of the booster gblinear");
        }
        return linear.map(ensemble::with).orElse(ensemble);
    }

    private List<Double> base(Goal goal) {
        List<Double> base = new ArrayList<>();
        for (int i = 0; i < header.outputs; i++) {
            float score = header.baseScores.get(Math.min(i, header.baseScores.size() - 1));
            base.add((double) (header.baseIsMargin ? score : goal.margin(score)));
        }
        return base;
    }

    private Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("library", "XGBoost");
        facts.put("version", header.version);
        facts.put("objective", header.objective);
        facts.put(
                "feature_names",
                header.columns.stream().map(Column::name).collect(Collectors.joining(",")));
        String best = header.attributes.get(Rounds.BEST_ATTRIBUTE);
        if (best != null) {
            facts.put(Rounds.BEST_ATTRIBUTE, best);
        }
        return facts;
    }
}
