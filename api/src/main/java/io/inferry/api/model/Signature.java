package io.inferry.api.model;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Named inputs and outputs, in the model's own order.
 *
 * @param method what it is for, as TensorFlow's {@code method_name} says it; {@link #PREDICT} for
 *     every model that does not say
 * @param optional inputs that may be missing from a request: the model has values of its own for
 *     them
 * @param columnar whether the inputs are the columns of a table: each {@code [-1]}, FLOAT64 or
 *     STRING, all of one length; NaN and the empty text are missing values. Requests may bring any
 *     numeric dtype, {@code [rows, 1]} too, and numbers as text; the door converts
 */
public record Signature(
        String name,
        List<TensorSpec> inputs,
        List<TensorSpec> outputs,
        String method,
        Set<String> optional,
        boolean columnar) {
    /** What a caller means who names no signature. */
    public static final String DEFAULT_NAME = "serving_default";

    /** The method of a signature that takes tensors and answers tensors. */
    public static final String PREDICT = "tensorflow/serving/predict";

    /** What a caller means who wants a prediction explained. */
    public static final String EXPLAIN_NAME = "explain";

    /**
     * The method of a signature that answers how much each feature added to the margin: {@code
     * contributions} of {@code [-1, features]} or {@code [-1, outputs, features]}, and {@code bias}
     * of {@code [-1]} or {@code [-1, outputs]}; together they sum to the margin.
     */
    public static final String EXPLAIN = "inferry/explain";

    private static final String COLUMNS = "columns";

    public Signature {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        optional = Set.copyOf(optional);
    }

    /** A signature whose inputs are tensors as the model takes them. */
    public Signature(
            String name,
            List<TensorSpec> inputs,
            List<TensorSpec> outputs,
            String method,
            Set<String> optional) {
        this(name, inputs, outputs, method, optional, false);
    }

    /** Tensors in, tensors out, and every input is needed. */
    public Signature(String name, List<TensorSpec> inputs, List<TensorSpec> outputs) {
        this(name, inputs, outputs, PREDICT, Set.of());
    }

    /**
     * What the columnar twin of a signature is called: {@code columns} for the default one, {@code
     * explain_columns} for {@code explain}.
     */
    public static String columnsOf(String name) {
        return name.equals(DEFAULT_NAME) ? COLUMNS : name + "_" + COLUMNS;
    }

    /** The input of this name. */
    public Optional<TensorSpec> input(String inputName) {
        return find(inputs, inputName);
    }

    /** The output of this name. */
    public Optional<TensorSpec> output(String outputName) {
        return find(outputs, outputName);
    }

    private static Optional<TensorSpec> find(List<TensorSpec> specs, String wanted) {
        for (TensorSpec spec : specs) {
            if (spec.name().equals(wanted)) {
                return Optional.of(spec);
            }
        }
        return Optional.empty();
    }
}
