package io.inferry.engine.trees.lightgbm;

import io.inferry.engine.trees.forest.Link;
import io.inferry.engine.trees.forest.ModelFileException;
import io.inferry.engine.trees.forest.Objective;
import io.inferry.engine.trees.forest.Objective.Answer;
import io.inferry.engine.trees.forest.Precision;
import java.util.Arrays;
import java.util.List;

/** What the header's line {@code objective=} means, for example {@code binary sigmoid:1}. */
final class Objectives {
    private static final String SIGMOID = "sigmoid:";

    private Objectives() {}

    static Objective parse(String line) {
        List<String> words = Arrays.asList(line.split(" "));
        String name = words.getFirst();
        return switch (name) {
            // A model without a line was trained with an objective of the user's own.
            case "", "custom", "none", "null", "na" -> plain("custom", Link.IDENTITY);
            case "regression", "regression_l1", "quantile" ->
                    plain(name, words.contains("sqrt") ? Link.SIGNED_SQUARE : Link.IDENTITY);
            case "huber", "fair", "mape", "lambdarank", "rank_xendcg" -> plain(name, Link.IDENTITY);
            case "poisson", "gamma", "tweedie" -> plain(name, Link.EXP);
            case "cross_entropy" -> plain(name, Link.SIGMOID);
            case "cross_entropy_lambda" -> plain(name, Link.SOFTPLUS);
            case "binary" -> sigmoid(name, words, Answer.BINARY);
            case "multiclassova" -> sigmoid(name, words, Answer.CLASSES);
            case "multiclass" -> Objective.of(name, Link.SOFTMAX, Answer.CLASSES, Precision.DOUBLE);
            default -> throw ModelFileException.unsupported("its objective '%s'".formatted(line));
        };
    }

    private static Objective plain(String name, Link link) {
        return Objective.of(name, link, Answer.VALUE, Precision.DOUBLE);
    }

    private static Objective sigmoid(String name, List<String> words, Answer answer) {
        double steepness = 1;
        for (String word : words) {
            if (word.startsWith(SIGMOID)) {
                steepness = number(word.substring(SIGMOID.length()));
            }
        }
        return new Objective(name, Link.SIGMOID, steepness, answer, Precision.DOUBLE);
    }

    private static double number(String text) {
        try {
            double value = Double.parseDouble(text);
            if (value > 0) {
                return value;
            }
        } catch (NumberFormatException e) {
            // reported below, like a number out of range
        }
        throw ModelFileException.broken("its objective's sigmoid is '" + text + "'");
    }
}
