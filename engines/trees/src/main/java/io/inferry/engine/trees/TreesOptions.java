package io.inferry.engine.trees;

import io.inferry.api.ServingException;
import io.inferry.api.engine.EngineOptions;
import io.inferry.api.tensor.DataType;
import io.inferry.engine.trees.xgboost.Rounds;
import java.util.Map;
import java.util.Set;

/**
 * How to serve a model, as model.yaml says it.
 *
 * @param dataType of the input and of all outputs but labels
 * @param iterations how many of the first boosting rounds to evaluate, see {@link Rounds}
 */
record TreesOptions(DataType dataType, int iterations) {
    private static final String INPUT_DTYPE = "input_dtype";
    private static final String ITERATIONS = "iterations";
    private static final Set<String> KEYS = Set.of(INPUT_DTYPE, ITERATIONS);
    private static final Map<String, DataType> DATA_TYPES =
            Map.of("float32", DataType.FLOAT32, "float64", DataType.FLOAT64);

    /**
     * Reads the options.
     *
     * @throws ServingException INVALID_ARGUMENT that names the key, what it was set to and what it
     *     can be
     */
    static TreesOptions parse(Map<String, String> options) {
        EngineOptions reader = new EngineOptions("trees", options);
        reader.refuseUnknown(KEYS);
        return new TreesOptions(
                reader.choice(INPUT_DTYPE, DATA_TYPES, DataType.FLOAT32),
                reader.text(ITERATIONS).map(TreesOptions::iterations).orElse(Rounds.ALL));
    }

    private static int iterations(String text) {
        if (text.equals("all")) {
            return Rounds.ALL;
        }
        if (text.equals("best")) {
            return Rounds.BEST;
        }
        try {
            int rounds = Integer.parseInt(text);
            if (rounds > 0) {
                return rounds;
            }
        } catch (NumberFormatException e) {
            // reported below, like a number out of range
        }
        throw ServingException.invalidArgument(
                "option %s is '%s'; it must be all, best or a number of 1 or more"
                        .formatted(ITERATIONS, text));
    }
}
