package io.inferry.engine.trees.xgboost;

import io.inferry.engine.trees.forest.ModelFileException;
import io.inferry.engine.trees.forest.RawTree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One object of a document. Values are {@code Map}, {@code List}, {@code String}, {@code Double},
 * or, for arrays of numbers only, {@code double[]}.
 *
 * @param where its place in the document, for messages
 */
record Fields(String where, Map<String, Object> values) {
    boolean has(String name) {
        return values.containsKey(name);
    }

    Fields fields(String name) {
        if (values.get(name) instanceof Map<?, ?> map) {
            Map<String, Object> object = new HashMap<>();
            map.forEach((key, value) -> object.put(String.valueOf(key), value));
            return new Fields(where + "." + name, object);
        }
        throw missing(name, "an object");
    }

    /** A text, or a number as text. */
    String text(String name) {
        return switch (values.get(name)) {
            case String text -> text;
            case Double number -> String.valueOf(number);
            case null, default -> throw missing(name, "a text");
        };
    }

    String text(String name, String otherwise) {
        return has(name) ? text(name) : otherwise;
    }

    /** A whole number, which XGBoost writes as text. */
    int number(String name, int otherwise) {
        if (!has(name)) {
            return otherwise;
        }
        try {
            return (int) Double.parseDouble(text(name));
        } catch (NumberFormatException e) {
            throw missing(name, "a number");
        }
    }

    /** An array of numbers of any length. */
    double[] numbers(String name) {
        return switch (values.get(name)) {
            case double[] numbers -> numbers;
            case null, default -> throw missing(name, "an array of numbers");
        };
    }

    /** So many numbers. */
    double[] numbers(String name, int count) {
        double[] numbers = numbers(name);
        if (numbers.length != count) {
            throw missing(name, count + " numbers, not " + numbers.length);
        }
        return numbers;
    }

    /** The texts of an array; what is no text is left out. */
    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        if (values.get(name) instanceof List<?> list) {
            for (Object each : list) {
                if (each instanceof String text) {
                    texts.add(text);
                }
            }
        }
        return texts;
    }

    /** The elements of an array of trees. */
    List<RawTree> trees(String name) {
        List<RawTree> trees = new ArrayList<>();
        switch (values.get(name)) {
            case List<?> list -> {
                for (Object each : list) {
                    if (!(each instanceof RawTree tree)) {
                        throw missing(name, "trees only");
                    }
                    trees.add(tree);
                }
            }
            case double[] none when none.length == 0 -> {
                // an empty array has no type
            }
            case null, default -> throw missing(name, "an array of trees");
        }
        return trees;
    }

    ModelFileException missing(String name, String expected) {
        return ModelFileException.broken("%s.%s should be %s".formatted(where, name, expected));
    }
}
