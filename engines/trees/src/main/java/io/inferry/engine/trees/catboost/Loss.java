package io.inferry.engine.trees.catboost;

import io.inferry.engine.trees.forest.Link;
import io.inferry.engine.trees.forest.ModelFileException;
import io.inferry.engine.trees.forest.Objective;
import io.inferry.engine.trees.forest.Objective.Answer;
import io.inferry.engine.trees.forest.Precision;
import java.util.Set;

/** What the loss function of a model's training makes of its margins. */
final class Loss {
    /** Their answers are the margins, as those of {@code CatBoostRegressor.predict}. */
    private static final Set<String> PLAIN =
            Set.of(
                    "RMSE",
                    "MAE",
                    "Quantile",
                    "MultiQuantile",
                    "LogLinQuantile",
                    "Expectile",
                    "MAPE",
                    "Lq",
                    "Huber",
                    "LogCosh",
                    "Cox",
                    "MultiRMSE",
                    "MultiRMSEWithMissingValues",
                    "PairLogit",
                    "PairLogitPairwise",
                    "YetiRank",
                    "YetiRankPairwise",
                    "QueryRMSE",
                    "QuerySoftMax",
                    "QueryCrossEntropy",
                    "StochasticRank",
                    "StochasticFilter",
                    "LambdaMart",
                    "GroupQuantile");

    private Loss() {}

    /** The objective of a loss function; a model that names none answers its margins. */
    static Objective of(String name) {
        if (name.isEmpty() || PLAIN.contains(name)) {
            return value(name, Link.IDENTITY);
        }
        return switch (name) {
            case "Poisson", "Tweedie" -> value(name, Link.EXP);
            case "MultiLogloss", "MultiCrossEntropy" -> value(name, Link.SIGMOID);
            case "Logloss", "CrossEntropy", "Focal" -> classes(name, Link.SIGMOID, Answer.BINARY);
            case "MultiClass" -> classes(name, Link.SOFTMAX, Answer.CLASSES);
            case "MultiClassOneVsAll" -> classes(name, Link.SIGMOID, Answer.CLASSES);
            default ->
                    throw ModelFileException.unsupported("its loss function '%s'".formatted(name));
        };
    }

    private static Objective value(String name, Link link) {
        return Objective.of(name, link, Answer.VALUE, Precision.DOUBLE);
    }

    private static Objective classes(String name, Link link, Answer answer) {
        return Objective.of(name, link, answer, Precision.DOUBLE);
    }
}
