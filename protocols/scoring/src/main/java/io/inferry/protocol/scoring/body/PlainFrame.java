package io.inferry.protocol.scoring.body;

import io.inferry.api.ServingException;
import io.inferry.api.tensor.Tensor;
import io.inferry.transport.http.Bytes;
import io.inferry.transport.json.JsonReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A split frame for a model of plain tensors: each column an input, or all of them the one matrix,
 * in the order given, for a model that knows no names cannot hold the frame's against its own.
 */
final class PlainFrame {
    private static final int NONE = -1;

    private final Bytes body;
    private final NamedTensors tensors;

    PlainFrame(Bytes body, NamedTensors tensors) {
        this.body = body;
        this.tensors = tensors;
    }

    Map<String, Tensor> read(JsonReader json) {
        @Nullable List<String> columns = null;
        int rows = NONE;
        json.beginObject();
        while (json.hasNext()) {
            switch (json.nextName()) {
                case "columns" -> columns = names(json);
                case "data" -> {
                    rows = json.position();
                    json.skipValue();
                }
                default -> json.skipValue();
            }
        }
        json.endObject();
        if (rows == NONE) {
            throw ServingException.invalidArgument("the frame has no 'data'");
        }
        JsonReader data = new JsonReader(body);
        data.seek(rows);
        return columns == null || tensors.isMatrix()
                ? tensors.rows(data)
                : cells(data, numbers(columns));
    }

    private static List<String> names(JsonReader json) {
        List<String> names = new ArrayList<>();
        json.beginArray();
        while (json.hasNext()) {
            names.add(json.string());
        }
        json.endArray();
        return names;
    }

    private int[] numbers(List<String> columns) {
        return columns.stream().mapToInt(tensors::number).toArray();
    }

    private Map<String, Tensor> cells(JsonReader json, int[] inputs) {
        json.beginArray();
        for (int row = 0; json.hasNext(); row++) {
            json.beginArray();
            int cell = 0;
            while (json.hasNext()) {
                if (cell == inputs.length) {
                    throw ServingException.invalidArgument(
                            "row %d has more values than the %d columns"
                                    .formatted(row, inputs.length));
                }
                tensors.append(inputs[cell], row, json);
                cell++;
            }
            json.endArray();
            tensors.endRow(row);
        }
        json.endArray();
        return tensors.appended();
    }
}
