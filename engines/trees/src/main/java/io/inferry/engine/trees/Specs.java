package io.inferry.engine.trees;

import io.inferry.api.ServingException;
import io.inferry.api.model.Signature;
import io.inferry.api.model.TensorSpec;
import io.inferry.api.tensor.DataType;
import io.inferry.api.tensor.Shape;
import io.inferry.engine.trees.forest.Ensemble;
import io.inferry.engine.trees.forest.Link;
import io.inferry.engine.trees.forest.Objective.Answer;
import io.inferry.engine.trees.forest.Precision;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What a model's rows and answers look like as tensors. */
final class Specs {
    static final String INPUT = "x";
    static final String PREDICTION = "prediction";
    static final String PROBABILITIES = "probabilities";
    static final String LABEL = "label";
    static final String MARGIN = "margin";

    static final String LEAVES = "leaves";
    static final String LEAF = "leaf";

    static final String CONTRIBUTIONS = "contributions";
    static final String BIAS = "bias";

    private static final String ROWS = "rows";
    private static final String FEATURES = "features";

    private Specs() {}

    /**
     * All signatures of a model, the default one first.
     *
     * @throws ServingException INVALID_ARGUMENT when the options ask for more digits than the model
     *     has
     */
    static List<Signature> all(ModelFile file, TreesOptions options) {
        Signature first = of(file.ensemble(), options);
        TensorSpec input = first.inputs().getFirst();
        List<Signature> all = new ArrayList<>();
        all.add(first);
        if (file.ensemble().forest().trees() > 0) {
            all.add(leaves(input, file.ensemble()));
        }
        if (file.explaining().explanation().isPresent()) {
            all.add(explain(input, file.ensemble()));
        }
        return all;
    }

    private static Signature leaves(TensorSpec input, Ensemble ensemble) {
        TensorSpec leaf =
                new TensorSpec(
                        LEAF,
                        DataType.INT32,
                        Shape.of(Shape.UNKNOWN, ensemble.forest().distinctTrees()),
                        List.of(ROWS, "trees"));
        return new Signature(LEAVES, List.of(input), List.of(leaf));
    }

    private static Signature explain(TensorSpec input, Ensemble ensemble) {
        DataType numbers = input.dataType();
        int groups = ensemble.groups();
        int features = ensemble.inputs().features();
        TensorSpec contributions =
                groups == 1
                        ? new TensorSpec(
                                CONTRIBUTIONS,
                                numbers,
                                Shape.of(Shape.UNKNOWN, features),
                                List.of(ROWS, FEATURES))
                        : new TensorSpec(
                                CONTRIBUTIONS,
                                numbers,
                                Shape.of(Shape.UNKNOWN, groups, features),
                                List.of(ROWS, "classes", FEATURES));
        return new Signature(
                Signature.EXPLAIN_NAME,
                List.of(input),
                List.of(contributions, perRow(BIAS, numbers, groups)),
                Signature.EXPLAIN,
                Set.of());
    }

    /**
     * The signature of a model.
     *
     * @throws ServingException INVALID_ARGUMENT when the options ask for more digits than the model
     *     has
     */
    private static Signature of(Ensemble ensemble, TreesOptions options) {
        DataType numbers = options.dataType();
        if (numbers == DataType.FLOAT64 && ensemble.objective().precision() == Precision.SINGLE) {
            throw ServingException.invalidArgument(
                    "option input_dtype is 'float64', but XGBoost computes with float32");
        }
        int groups = ensemble.groups();
        TensorSpec input =
                new TensorSpec(
                        INPUT,
                        numbers,
                        Shape.of(Shape.UNKNOWN, ensemble.inputs().features()),
                        List.of(ROWS, FEATURES));
        List<TensorSpec> outputs = new ArrayList<>();
        if (ensemble.objective().answer() == Answer.VALUE) {
            outputs.add(perRow(PREDICTION, numbers, groups));
            if (ensemble.objective().link() != Link.IDENTITY) {
                outputs.add(perRow(MARGIN, numbers, groups));
            }
        } else {
            outputs.add(perRow(PROBABILITIES, numbers, Math.max(2, groups)));
            outputs.add(
                    perRow(
                            LABEL,
                            ensemble.classes().isEmpty() ? DataType.INT64 : DataType.STRING,
                            1));
            outputs.add(perRow(MARGIN, numbers, groups));
        }
        return new Signature(Signature.DEFAULT_NAME, List.of(input), outputs);
    }

    /** One number for each row is a vector, as the libraries' own predict answers it. */
    private static TensorSpec perRow(String name, DataType dataType, int width) {
        return width == 1
                ? new TensorSpec(name, dataType, Shape.of(Shape.UNKNOWN), List.of(ROWS))
                : new TensorSpec(
                        name, dataType, Shape.of(Shape.UNKNOWN, width), List.of(ROWS, "classes"));
    }
}
