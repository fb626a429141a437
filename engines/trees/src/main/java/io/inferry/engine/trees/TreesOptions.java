package io.inferry.engine.trees;

import io.inferry.api.ServingException;
import io.inferry.api.engine.EngineOptions;
import io.inferry.api.tensor.DataType;
import io.inferry.engine.trees.xgboost.Rounds;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How to serve a model, as model.yaml says it.
 *
 * @param dataType of the input and of all outputs but labels
 * @param iterations how many of the first boosting rounds to evaluate, see {@link Rounds}
 * @param explain how contributions of features are computed
 * @param background the name of the file of rows that they are compared with
 */
record TreesOptions(
        DataType dataType, int iterations, Explain explain, Optional<String> background) {
    private static final String INPUT_DTYPE = "input_dtype";
    private static final String ITERATIONS = "iterations";
    private static final String EXPLAIN = "explain";
    private static final String BACKGROUND = "background";
    private static final Set<String> KEYS = Set.of(INPUT_DTYPE, ITERATIONS, EXPLAIN, BACKGROUND);
    private static final Map<String, DataType> DATA_TYPES =
            Map.of("float32", DataType.FLOAT32, "float64", DataType.FLOAT64);

    /** How rows are explained. */
    enum Explain {
        /**
         * Path-dependent where the trees and their file allow it, else not; what no option says.
         */
        WHERE_POSSIBLE,
        PATH_DEPENDENT,
        INTERVENTIONAL,
        OFF
    }

    private static final Map<String, Explain> EXPLAINS =
            Map.of(
                    "path_dependent", Explain.PATH_DEPENDENT,
                    "interventional", Explain.INTERVENTIONAL,
                    "off", Explain.OFF);

    TreesOptions {
        if (explain == Explain.INTERVENTIONAL && background.isEmpty()) {
            throw ServingException.invalidArgument(
                    "option explain is 'interventional'; it needs option background, a CSV file"
                            + " beside the model");
        }
        if (background.filter(TreesOptions::leadsElsewhere).isPresent()) {
            throw ServingException.invalidArgument(
                    "option background is '%s'; it must be the name of a file beside the model"
                            .formatted(background.get()));
        }
        if (explain != Explain.INTERVENTIONAL && background.isPresent()) {
            throw ServingException.invalidArgument(
                    "option background is '%s'; only explain: interventional compares with one"
                            .formatted(background.get()));
        }
    }

    private static boolean leadsElsewhere(String name) {
        return name.contains("/") || name.contains("\\") || name.equals("..");
    }

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
                reader.text(ITERATIONS).map(TreesOptions::iterations).orElse(Rounds.ALL),
                reader.choice(EXPLAIN, EXPLAINS, Explain.WHERE_POSSIBLE),
                reader.text(BACKGROUND));
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
