package io.inferry.engine.pmml;

import io.inferry.api.engine.Engine;
import io.inferry.contracts.EngineContract;
import io.inferry.contracts.ModelSample;
import java.util.List;
import java.util.stream.Stream;

/** One file of each model type; make_models.py computes what it must answer. */
class PmmlEngineTest extends EngineContract {
    private static final double ROUNDING = 1e-12;

    @Override
    protected Engine engine() {
        return new PmmlEngine();
    }

    @Override
    protected List<ModelSample> samples() {
        return Stream.of(
                        "regression",
                        "logistic",
                        "tree",
                        "general_regression",
                        "multinomial",
                        "neural_network",
                        "forest_average",
                        "forest_probabilities",
                        "forest_vote",
                        "forest_weighted_vote",
                        "boosted_chain",
                        "boosted_classes",
                        "select_first",
                        "kmeans",
                        "neighbors_vote",
                        "neighbors_average",
                        "neighbors_ids",
                        "naive_bayes",
                        "rules",
                        "scorecard",
                        "svm_regression",
                        "svm_classes",
                        "isolation_forest")
                .map(name -> ModelSample.of(name + ".pmml", ROUNDING))
                .toList();
    }
}
