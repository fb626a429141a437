package io.inferry.engine.trees.xgboost;

import io.inferry.engine.trees.forest.Link;
import io.inferry.engine.trees.forest.ModelFileException;
import io.inferry.engine.trees.forest.Objective;
import io.inferry.engine.trees.forest.Objective.Answer;
import io.inferry.engine.trees.forest.Precision;

/** What an objective of XGBoost's means for margins and for the base score. */
record Goal(Objective objective, Base base) {
    /** From the base score of a file to a margin. */
    enum Base {
        SAME,
        LOGIT,
        LOG
    }

    static Goal of(String name, int outputs) {
        return switch (name) {
            case "reg:squarederror",
                    "reg:linear",
                    "reg:squaredlogerror",
                    "reg:pseudohubererror",
                    "reg:absoluteerror",
                    "reg:quantileerror",
                    "rank:pairwise",
                    "rank:ndcg",
                    "rank:map",
                    "binary:logitraw" ->
                    value(name, Link.IDENTITY, Base.SAME);
            case "binary:hinge" -> value(name, Link.HINGE, Base.SAME);
            case "reg:logistic" -> value(name, Link.SIGMOID, Base.LOGIT);
            case "binary:logistic" ->
                    outputs > 1
                            ? value(name, Link.SIGMOID, Base.LOGIT)
                            : classes(name, Link.SIGMOID, Answer.BINARY);
            case "count:poisson", "reg:gamma", "reg:tweedie", "survival:cox", "survival:aft" ->
                    value(name, Link.EXP, Base.LOG);
            case "multi:softprob", "multi:softmax" -> classes(name, Link.SOFTMAX, Answer.CLASSES);
            default -> throw ModelFileException.unsupported("its objective '" + name + "'");
        };
    }

    private static Goal value(String name, Link link, Base base) {
        return new Goal(Objective.of(name, link, Answer.VALUE, Precision.SINGLE), base);
    }

    private static Goal classes(String name, Link link, Answer answer) {
        Base base = answer == Answer.BINARY ? Base.LOGIT : Base.SAME;
        return new Goal(Objective.of(name, link, answer, Precision.SINGLE), base);
    }

    /** Rounded where XGBoost rounds. */
    float margin(float score) {
        return switch (base) {
            case SAME -> score;
            case LOG -> positive(score, score > 0, (float) Math.log(score));
            case LOGIT -> positive(score, score > 0 && score < 1, (float) -Math.log(1 / score - 1));
        };
    }

    private float positive(float score, boolean right, float margin) {
        if (!right) {
            throw ModelFileException.broken(
                    "its base score is %s, which %s cannot have"
                            .formatted(score, objective.name()));
        }
        return margin;
    }
}
