package io.inferry.engine.pmml.score;

import static io.inferry.api.tensor.LittleEndian.DOUBLE;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.inferry.api.ServingException;
import io.inferry.api.tensor.NumericTensor;
import io.inferry.api.tensor.StringTensor;
import io.inferry.api.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pmml4s.common.StructType;
import org.pmml4s.data.DataVal;
import org.pmml4s.data.GenericSeriesWithSchema;
import org.pmml4s.data.Series;
import org.pmml4s.model.Model;

/**
 * Evaluates rows. Shared by all runners: after it was made, nothing in it or in the model changes.
 */
final class Scorer {
    private final Model model;
    private final List<InputField> inputs;
    private final Results results;
    private final StructType schema;
    private final boolean mayBeNull;

    /**
     * @param mayBeNull whether a row without a result is no error
     */
    Scorer(Model model, List<InputField> inputs, Results results, boolean mayBeNull) {
        this.model = model;
        this.results = results;
        this.inputs = List.copyOf(inputs);
        this.schema = model.usedSchema();
        this.mayBeNull = mayBeNull;
    }

    /**
     * Evaluates the model twice, so that all is computed that pmml4s puts off to the first rows.
     *
     * @throws scala.NotImplementedError when pmml4s does not do what the model wants
     */
    void warmUp() {
        @Nullable DataVal[] row = new DataVal[inputs.size()];
        for (int i = 0; i < row.length; i++) {
            row[i] = inputs.get(i).sample();
        }
        for (int i = 0; i < 2; i++) {
            try {
                model.predict(new GenericSeriesWithSchema(row.clone(), schema));
            } catch (Exception e) {
                // Scala throws checked exceptions undeclared. A made-up row may fail; real ones
                // tell the caller so.
                return;
            }
        }
    }

    /**
     * Evaluates every row.
     *
     * @param columns one for each input, in their order
     * @throws ServingException INVALID_ARGUMENT that names the row, and the column where it is one
     *     value; INTERNAL when pmml4s fails
     */
    void score(List<Tensor> columns, int rows, List<Column> answers) {
        for (int row = 0; row < rows; row++) {
            @Nullable DataVal[] values = read(columns, row);
            Series outcome = predict(values, row);
            if (results.isAbsent(outcome)) {
                requireMayBeNull(values, row);
                for (Column answer : answers) {
                    answer.leaveOut(row);
                }
            } else {
                for (Column answer : answers) {
                    answer.take(row, outcome);
                }
            }
        }
    }

    private @Nullable DataVal[] read(List<Tensor> columns, int row) {
        @Nullable DataVal[] values = new DataVal[inputs.size()];
        for (int i = 0; i < values.length; i++) {
            InputField input = inputs.get(i);
            values[i] =
                    switch (columns.get(i)) {
                        case NumericTensor numbers ->
                                input.read(
                                        numbers.segment().get(DOUBLE, (long) row * Double.BYTES),
                                        row);
                        case StringTensor texts ->
                                input.read(new String(texts.elements().get(row), UTF_8), row);
                    };
        }
        return values;
    }

    private Series predict(@Nullable DataVal[] values, int row) {
        try {
            return model.predict(new GenericSeriesWithSchema(values, schema));
        } catch (scala.NotImplementedError e) {
            throw ServingException.unimplemented(
                    "row %d: pmml4s does not do what the model wants for it".formatted(row));
        } catch (Exception e) {
            // Scala throws checked exceptions undeclared.
            throw ServingException.internal(
                    "row %d: the model fails for it: %s".formatted(row, e), e);
        }
    }

    private void requireMayBeNull(@Nullable DataVal[] values, int row) {
        if (mayBeNull) {
            return;
        }
        List<String> missing = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            if (values[i] == null || values[i].isMissing()) {
                missing.add(inputs.get(i).name());
            }
        }
        throw ServingException.invalidArgument(
                missing.isEmpty()
                        ? "row %d: the model has no result for these values".formatted(row)
                        : "row %d: the model has no result where %s is missing"
                                .formatted(row, String.join(", ", missing)));
    }
}
