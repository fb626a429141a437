package io.inferry.engine.trees;

import io.inferry.api.ServingException;
import io.inferry.api.tensor.DataType;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * How to serve a model, as model.yaml says it.
 *
 * @param dataType of the input and of all outputs but labels
 * @param iterations how many of the first boosting rounds to evaluate, 0 for all, {@link #BEST}
 */
record TreesOptions(DataType dataType, int iterations) {
    /** As many as the file says were best when training stopped early. */
    static final int BEST = -1;

    private static final String INPUT_DTYPE = "input_dtype";
    private static final String ITERATIONS = "iterations";
    private static final Set<String> KEYS = Set.of(INPUT_DTYPE, ITERATIONS);

    /**
     * Reads the options.
     *
     * @throws ServingException INVALID_ARGUMENT that names the key, what it was set to and what it
     *     can be
     */
    static TreesOptions parse(Map<String, String> options) {
        for (String key : new TreeSet<>(options.keySet())) {
            if (!KEYS.contains(key)) {
                throw ServingException.invalidArgument(
                        "engine trees knows no option '%s'; it knows %s"
                                .formatted(key, new TreeSet<>(KEYS)));
            }
        }
        return new TreesOptions(
                dataType(options.getOrDefault(INPUT_DTYPE, "float32")),
                iterations(options.getOrDefault(ITERATIONS, "all")));
    }

    private static DataType dataType(String text) {
        return switch (text) {
            case "float32" -> DataType.FLOAT32;
            case "float64" -> DataType.FLOAT64;
            default -> throw wrong(INPUT_DTYPE, text, "float32 or float64");
        };
    }

    private static int iterations(String text) {
        if (text.equals("all")) {
            return 0;
        }
        if (text.equals("best")) {
            return BEST;
        }
        try {
            int rounds = Integer.parseInt(text);
            if (rounds > 0) {
                return rounds;
            }
        } catch (NumberFormatException e) {
            // reported below, like a number out of range
        }
        throw wrong(ITERATIONS, text, "all, best or a number of 1 or more");
    }

    private static ServingException wrong(String key, String text, String expected) {
        return ServingException.invalidArgument(
                "option %s is '%s'; it must be %s".formatted(key, text, expected));
    }
}
