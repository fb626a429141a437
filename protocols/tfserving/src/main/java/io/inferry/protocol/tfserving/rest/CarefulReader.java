package io.inferry.protocol.tfserving.rest;

import io.inferry.api.ServingException;
import io.inferry.api.model.ModelDescription;
import io.inferry.api.model.Signature;
import io.inferry.api.model.TensorSpec;
import io.inferry.api.tensor.Tensor;
import io.inferry.api.tensor.TensorMemory;
import io.inferry.protocol.tfserving.wire.WireCode;
import io.inferry.transport.http.Bytes;
import io.inferry.transport.json.Base64Object;
import io.inferry.transport.json.JsonReader;
import io.inferry.transport.json.Token;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads any body in upstream's order: all of the JSON, then the signature, then tensors. Several
 * passes, but every mistake is found where upstream finds it and said as upstream says it.
 */
final class CarefulReader {
    private static final String INSTANCES = "instances";
    private static final String INPUTS = "inputs";

    private final RequestMap map;
    private final TensorMemory memory;
    private final Map<String, Column> columns = new LinkedHashMap<>();

    private CarefulReader(RequestMap map, TensorMemory memory) {
        this.map = map;
        this.memory = memory;
    }

    /**
     * Reads a body.
     *
     * @throws ServingException INVALID_ARGUMENT in upstream's words
     */
    static PredictRequest read(Bytes body, ModelDescription model, TensorMemory memory) {
        RequestMap map = RequestMap.scan(body);
        String name = map.signatureName();
        Signature signature = signature(model, name);
        if (signature.inputs().isEmpty()) {
            throw ServingException.invalidArgument(
                    "Failed to get input map for signature: "
                            + (name.isEmpty() ? "DEFAULT" : name));
        }
        CarefulReader reader = new CarefulReader(map, memory);
        try {
            return reader.read(signature);
        } finally {
            reader.columns.values().forEach(Column::close);
        }
    }

    static Signature signature(ModelDescription model, String name) {
        String wanted = name.isEmpty() ? Signature.DEFAULT_NAME : name;
        @Nullable Signature signature = model.signatures().get(wanted);
        if (signature == null) {
            throw ServingException.invalidArgument(
                    "Serving signature name: \"" + wanted + "\" not found in signature def");
        }
        return signature;
    }

    private PredictRequest read(Signature signature) {
        boolean byRow = map.position(INSTANCES) != RequestMap.ABSENT;
        boolean byColumn = map.position(INPUTS) != RequestMap.ABSENT;
        if (byRow && byColumn) {
            throw map.misformed(
                    "Not formatted correctly expecting only one of 'inputs' or 'instances' keys to"
                            + " exist ");
        }
        if (!byRow && !byColumn) {
            throw ServingException.invalidArgument("Missing 'inputs' or 'instances' key");
        }
        for (TensorSpec input : signature.inputs()) {
            columns.put(input.name(), new Column(input, map.body(), memory));
        }
        return byRow
                ? new PredictRequest(signature.name(), Layout.ROWS, readRows())
                : new PredictRequest(signature.name(), Layout.COLUMNS, readColumns());
    }

    private Map<String, Tensor> readRows() {
        JsonReader json = map.readerAt(INSTANCES);
        if (json.peek() != Token.ARRAY) {
            throw map.misformed("Expecting 'instances' to be an list/array");
        }
        json.beginArray();
        if (!json.hasNext()) {
            throw map.misformed("No values in 'instances' array");
        }
        boolean objects = isRowObject(json);
        if (!objects && columns.size() > 1) {
            throw ServingException.invalidArgument(
                    "instances is a plain list, but expecting list of objects as multiple input"
                            + " tensors required as per tensorinfo_map");
        }
        for (int row = 0; json.hasNext(); row++) {
            if (objects) {
                appendObject(json, row);
            } else {
                appendValue(json, row);
            }
        }
        return tensors(Layout.ROWS);
    }

    private static boolean isRowObject(JsonReader json) {
        return json.peek() == Token.OBJECT && !Base64Object.isAhead(json);
    }

    private void appendValue(JsonReader json, int row) {
        if (isRowObject(json)) {
            throw ServingException.invalidArgument(
                    "Expecting value/list but got object at item " + row + " of input list");
        }
        try {
            columns.values().iterator().next().append(json);
        } catch (ServingException e) {
            throw inRow(e, "Failed to process element: " + row + " of 'instances' list.");
        }
    }

    private void appendObject(JsonReader json, int row) {
        if (!isRowObject(json)) {
            throw ServingException.invalidArgument(
                    "Expecting object but got list at item " + row + " of input list");
        }
        int position = json.position();
        Set<String> seen = new HashSet<>();
        json.beginObject();
        while (json.hasNext()) {
            String name = json.nextName();
            try {
                column(name).append(json);
            } catch (ServingException e) {
                throw inRow(
                        e,
                        "Failed to process element: "
                                + row
                                + " key: "
                                + name
                                + " of 'instances' list.");
            }
            if (!seen.add(name)) {
                throw keysDiffer(row, position);
            }
        }
        json.endObject();
        if (seen.size() != columns.size()) {
            throw keysDiffer(row, position);
        }
    }

    private ServingException keysDiffer(int row, int position) {
        return ServingException.invalidArgument(
                "Failed to process element: "
                        + row
                        + " of 'instances' list. JSON object: "
                        + Quote.of(map.body(), position)
                        + " keys must be equal to: "
                        + String.join(",", new TreeSet<>(columns.keySet())));
    }

    private Column column(String name) {
        @Nullable Column column = columns.get(name);
        if (column == null) {
            throw ServingException.invalidArgument(
                    "JSON object: does not have named input: " + name);
        }
        return column;
    }

    private static ServingException inRow(ServingException failure, String where) {
        return ServingException.of(
                failure.code(),
                where + " Error: " + WireCode.of(failure.code()).name() + ": " + failure.text());
    }

    private Map<String, Tensor> readColumns() {
        JsonReader json = map.readerAt(INPUTS);
        if (!isRowObject(json)) {
            if (columns.size() > 1) {
                throw ServingException.invalidArgument(
                        "inputs is a plain value/list, but expecting an object as multiple input"
                                + " tensors required as per tensorinfo_map");
            }
            columns.values().iterator().next().append(json);
            return tensors(Layout.COLUMNS);
        }
        Map<String, Integer> positions = RequestMap.members(json);
        for (Map.Entry<String, Column> column : columns.entrySet()) {
            @Nullable Integer position = positions.get(column.getKey());
            if (position == null) {
                throw ServingException.invalidArgument(
                        "Missing named input: " + column.getKey() + " in 'inputs' object.");
            }
            column.getValue().append(map.readerAt(position));
        }
        return tensors(Layout.COLUMNS);
    }

    private Map<String, Tensor> tensors(Layout layout) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (Map.Entry<String, Column> column : columns.entrySet()) {
            Column values = column.getValue();
            tensors.put(
                    column.getKey(), layout == Layout.ROWS ? values.toRows() : values.toValue());
        }
        return tensors;
    }
}
