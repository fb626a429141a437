package io.inferry.protocol.tfserving.rest;

import io.inferry.api.model.ModelDescription;
import io.inferry.api.model.Signature;
import io.inferry.api.model.TensorSpec;
import io.inferry.api.tensor.Tensor;
import io.inferry.api.tensor.TensorMemory;
import io.inferry.transport.http.Bytes;
import io.inferry.transport.json.Base64Object;
import io.inferry.transport.json.JsonReader;
import io.inferry.transport.json.JsonSyntaxException;
import io.inferry.transport.json.JsonTypeException;
import io.inferry.transport.json.TensorBuilder;
import io.inferry.transport.json.TensorRules;
import io.inferry.transport.json.TensorShapeException;
import io.inferry.transport.json.TensorTypeException;
import io.inferry.transport.json.Token;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a well-formed body in one pass, numbers straight into native memory. Whatever is not plain
 * (a mistake, a table, a signature named after the values, a key given twice) it leaves to {@link
 * TableBody} and {@link CarefulReader}.
 */
final class OnePassReader implements AutoCloseable {
    private final JsonReader json;
    private final ModelDescription model;
    private final TensorMemory memory;
    private TensorBuilder[] builders = new TensorBuilder[0];
    private boolean plain = true;

    private OnePassReader(Bytes body, ModelDescription model, TensorMemory memory) {
        json = new JsonReader(body);
        this.model = model;
        this.memory = memory;
    }

    /** The request, or empty when the body is not plain. */
    static Optional<PredictRequest> read(Bytes body, ModelDescription model, TensorMemory memory) {
        try (OnePassReader reader = new OnePassReader(body, model, memory)) {
            return Optional.ofNullable(reader.readBody());
        } catch (JsonSyntaxException
                | JsonTypeException
                | TensorShapeException
                | TensorTypeException e) {
            return Optional.empty();
        }
    }

    private @Nullable PredictRequest readBody() {
        if (json.peek() != Token.OBJECT) {
            return null;
        }
        String signature = "";
        @Nullable Layout layout = null;
        json.beginObject();
        while (plain && json.hasNext()) {
            switch (json.nextName()) {
                case "instances" -> layout = readRows(begin(layout, signature));
                case "inputs" -> layout = readColumns(begin(layout, signature));
                case "signature_name" -> {
                    plain = layout == null && signature.isEmpty();
                    signature = json.string();
                }
                default -> json.skipValue();
            }
        }
        if (!plain || layout == null) {
            return null;
        }
        json.endObject();
        Signature known = CarefulReader.signature(model, signature);
        return new PredictRequest(known.name(), layout, tensors(known.inputs(), layout));
    }

    /** The inputs to read; none when this is no plain body. */
    private List<TensorSpec> begin(@Nullable Layout before, String signatureName) {
        String wanted = signatureName.isEmpty() ? Signature.DEFAULT_NAME : signatureName;
        @Nullable Signature signature = model.signatures().get(wanted);
        if (before != null || signature == null || signature.columnar()) {
            return List.of();
        }
        List<TensorSpec> inputs = signature.inputs();
        builders = new TensorBuilder[inputs.size()];
        for (int i = 0; i < builders.length; i++) {
            builders[i] =
                    new TensorBuilder(
                            inputs.get(i).dataType(), memory, TensorRules.TENSORFLOW_SERVING);
        }
        return inputs;
    }

    private Layout readRows(List<TensorSpec> inputs) {
        plain &= !inputs.isEmpty() && json.peek() == Token.ARRAY;
        if (!plain) {
            return Layout.ROWS;
        }
        json.beginArray();
        plain = json.hasNext();
        boolean objects = plain && isNamed();
        plain &= objects || builders.length == 1;
        for (int row = 0; plain && json.hasNext(); row++) {
            if (objects) {
                json.beginObject();
                plain = readMembers(inputs, row) == inputs.size() && !json.hasNext();
                if (plain) {
                    json.endObject();
                }
            } else {
                builders[0].append(json);
            }
        }
        if (plain) {
            json.endArray();
        }
        return Layout.ROWS;
    }

    /** How many inputs it has read one value for. */
    private int readMembers(List<TensorSpec> inputs, int row) {
        int read = 0;
        while (plain && json.hasNext()) {
            int index = indexOf(inputs, json.nextName());
            plain = index >= 0 && builders[index].count() == row;
            if (plain) {
                builders[index].append(json);
                read++;
            }
        }
        return read;
    }

    private Layout readColumns(List<TensorSpec> inputs) {
        plain &= !inputs.isEmpty();
        if (!plain) {
            return Layout.COLUMNS;
        }
        if (!isNamed()) {
            plain = builders.length == 1;
            if (plain) {
                builders[0].append(json);
            }
            return Layout.COLUMNS;
        }
        int read = 0;
        json.beginObject();
        while (plain && json.hasNext()) {
            int index = indexOf(inputs, json.nextName());
            if (index < 0) {
                json.skipValue();
                continue;
            }
            plain = builders[index].count() == 0;
            if (plain) {
                builders[index].append(json);
                read++;
            }
        }
        plain &= read == inputs.size();
        if (plain) {
            json.endObject();
        }
        return Layout.COLUMNS;
    }

    /** Whether an object of input names comes, and not one that stands for bytes. */
    private boolean isNamed() {
        return json.peek() == Token.OBJECT && !Base64Object.isAhead(json);
    }

    private static int indexOf(List<TensorSpec> inputs, String name) {
        for (int i = 0; i < inputs.size(); i++) {
            if (inputs.get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    private Map<String, Tensor> tensors(List<TensorSpec> inputs, Layout layout) {
        if (inputs.size() == 1) {
            return Map.of(inputs.get(0).name(), tensor(0, layout));
        }
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (int i = 0; i < inputs.size(); i++) {
            tensors.put(inputs.get(i).name(), tensor(i, layout));
        }
        return tensors;
    }

    private Tensor tensor(int index, Layout layout) {
        return layout == Layout.ROWS ? builders[index].rows() : builders[index].value();
    }

    @Override
    public void close() {
        for (@Nullable TensorBuilder builder : builders) {
            if (builder != null) {
                builder.close();
            }
        }
    }
}
