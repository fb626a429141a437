package io.inferry.protocol.scoring.body;

import io.inferry.api.ServingException;
import io.inferry.api.model.Signature;
import io.inferry.api.model.TensorSpec;
import io.inferry.api.tensor.Tensor;
import io.inferry.api.tensor.TensorMemory;
import io.inferry.transport.json.Base64Object;
import io.inferry.transport.json.JsonReader;
import io.inferry.transport.json.TensorBuilder;
import io.inferry.transport.json.TensorRules;
import io.inferry.transport.json.TensorShapeException;
import io.inferry.transport.json.TensorTypeException;
import io.inferry.transport.json.Token;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The inputs of a model of plain tensors, in rows or whole, by name where there are several. */
final class NamedTensors implements AutoCloseable {
    private static final TensorRules RULES =
            new TensorRules(
                    TensorRules.Integers.FIT_THE_TYPE,
                    TensorRules.Bools.ALSO_ZERO_ONE,
                    TensorRules.Objects.BASE64);

    private final Signature signature;
    private final TensorBuilder[] builders;

    NamedTensors(Signature signature, TensorMemory memory) {
        this.signature = signature;
        builders = new TensorBuilder[signature.inputs().size()];
        for (int i = 0; i < builders.length; i++) {
            builders[i] = new TensorBuilder(signature.inputs().get(i).dataType(), memory, RULES);
        }
    }

    /** A list of rows: objects of input names, or values of the only input. */
    Map<String, Tensor> rows(JsonReader json) {
        json.beginArray();
        for (int row = 0; json.hasNext(); row++) {
            if (isNamed(json)) {
                readNamed(json, row);
            } else {
                append(only(), row, json);
            }
        }
        json.endArray();
        return ended(Layout.ROWS);
    }

    /** A list of objects of input names. */
    Map<String, Tensor> records(JsonReader json) {
        json.beginArray();
        for (int row = 0; json.hasNext(); row++) {
            readNamed(json, row);
        }
        json.endArray();
        return ended(Layout.ROWS);
    }

    /** Whole tensors: an object of input names, or the only input's. */
    Map<String, Tensor> values(JsonReader json) {
        if (isNamed(json)) {
            readNamed(json, 0);
        } else {
            append(only(), 0, json);
        }
        return ended(Layout.WHOLE);
    }

    /** Rows that were appended one value at a time. */
    Map<String, Tensor> appended() {
        return ended(Layout.ROWS);
    }

    /** Appends one row's value of one input. */
    void append(int input, int row, JsonReader json) {
        if (builders[input].count() > row) {
            throw ServingException.invalidArgument(
                    "row " + row + " has input '" + name(input) + "' twice");
        }
        try {
            builders[input].append(json);
        } catch (TensorTypeException | TensorShapeException e) {
            throw ServingException.invalidArgument(
                    "input '" + name(input) + "', row " + row + ": " + e.getMessage());
        }
    }

    /** Every input that is needed has a value for this row. */
    void endRow(int row) {
        for (int i = 0; i < builders.length; i++) {
            boolean absent = builders[i].count() == 0 && signature.optional().contains(name(i));
            if (builders[i].count() != row + 1 && !absent) {
                throw ServingException.invalidArgument(
                        "row %d has no '%s'; signature '%s' has the inputs %s"
                                .formatted(row, name(i), signature.name(), names()));
            }
        }
    }

    /**
     * The number of an input.
     *
     * @throws ServingException INVALID_ARGUMENT when there is none
     */
    int number(String name) {
        for (int i = 0; i < builders.length; i++) {
            if (name(i).equals(name)) {
                return i;
            }
        }
        throw ServingException.invalidArgument(
                "'%s' is none of the inputs %s of signature '%s', which takes tensors; its columns"
                                .formatted(name, names(), signature.name())
                        + " have names when the model file or table.columns in model.yaml gives"
                        + " them some");
    }

    /**
     * The only input.
     *
     * @throws ServingException INVALID_ARGUMENT when there are several
     */
    int only() {
        if (builders.length != 1) {
            throw ServingException.invalidArgument(
                    "a row is to be an object: signature '%s' has the inputs %s"
                            .formatted(signature.name(), names()));
        }
        return 0;
    }

    /** Whether the only input takes a table's rows as they are: a matrix. */
    boolean isMatrix() {
        return builders.length == 1
                && !signature.inputs().getFirst().shape().isAny()
                && signature.inputs().getFirst().shape().rank() == 2;
    }

    private void readNamed(JsonReader json, int row) {
        json.beginObject();
        while (json.hasNext()) {
            append(number(json.nextName()), row, json);
        }
        json.endObject();
        endRow(row);
    }

    /** Whether an object of input names comes, and not one that stands for bytes. */
    private static boolean isNamed(JsonReader json) {
        return json.peek() == Token.OBJECT && !Base64Object.isAhead(json);
    }

    private Map<String, Tensor> ended(Layout layout) {
        Map<String, Tensor> tensors = LinkedHashMap.newLinkedHashMap(builders.length);
        for (int i = 0; i < builders.length; i++) {
            if (builders[i].count() > 0) {
                tensors.put(
                        name(i), layout == Layout.ROWS ? builders[i].rows() : builders[i].value());
            }
        }
        if (tensors.isEmpty()) {
            throw ServingException.invalidArgument("there are no rows");
        }
        return tensors;
    }

    private String name(int input) {
        return signature.inputs().get(input).name();
    }

    private List<String> names() {
        return signature.inputs().stream().map(TensorSpec::name).toList();
    }

    /** Frees what was read, unless it became tensors. */
    @Override
    public void close() {
        for (TensorBuilder builder : builders) {
            builder.close();
        }
    }

    private enum Layout {
        ROWS,
        WHOLE
    }
}
