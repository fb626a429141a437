package io.inferry.engine.onnx;

import ai.onnxruntime.OnnxMap;
import ai.onnxruntime.OnnxSequence;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtException;
import io.inferry.api.ErrorCode;
import io.inferry.api.ServingException;
import io.inferry.api.tensor.NumericTensor;
import io.inferry.api.tensor.Shape;
import io.inferry.api.tensor.StringTensor;
import io.inferry.api.tensor.Tensor;
import io.inferry.api.tensor.TensorMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A list of maps as two tensors of shape [rows, keys]: the values and, repeated in every row so
 * that rows can be cut apart, the keys in ascending order.
 */
record MapRows(List<Map<Object, Object>> rows) {
    MapRows {
        rows = List.copyOf(rows);
    }

    static MapRows read(String name, OnnxSequence sequence) throws OrtException {
        List<? extends OnnxValue> values = sequence.getValue();
        try {
            List<Map<Object, Object>> rows = new ArrayList<>(values.size());
            for (OnnxValue value : values) {
                rows.add(new TreeMap<>(((OnnxMap) value).getValue()));
                if (!rows.getFirst().keySet().equals(rows.getLast().keySet())) {
                    throw ServingException.of(
                            ErrorCode.UNIMPLEMENTED,
                            "output '%s' has the keys %s in one row and %s in another"
                                    .formatted(
                                            name,
                                            rows.getFirst().keySet(),
                                            rows.getLast().keySet()));
                }
            }
            return new MapRows(rows);
        } finally {
            OnnxValue.close(values);
        }
    }

    Tensor keys(TensorMemory memory) {
        return tensor(memory, rows.stream().flatMap(row -> row.keySet().stream()).toList());
    }

    Tensor values(TensorMemory memory) {
        return tensor(memory, rows.stream().flatMap(row -> row.values().stream()).toList());
    }

    private Tensor tensor(TensorMemory memory, List<Object> elements) {
        Shape shape = Shape.of(rows.size(), rows.isEmpty() ? 0 : rows.getFirst().size());
        Object first = elements.isEmpty() ? 0F : elements.getFirst();
        return switch (first) {
            case Long _ ->
                    NumericTensor.ofLongs(
                            memory,
                            shape,
                            elements.stream().mapToLong(element -> (Long) element).toArray());
            case Double _ ->
                    NumericTensor.ofDoubles(
                            memory,
                            shape,
                            elements.stream().mapToDouble(element -> (Double) element).toArray());
            case Float _ -> NumericTensor.ofFloats(memory, shape, floats(elements));
            default ->
                    StringTensor.ofTexts(
                            shape, elements.stream().map(String::valueOf).toArray(String[]::new));
        };
    }

    private static float[] floats(List<Object> elements) {
        float[] floats = new float[elements.size()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (Float) elements.get(i);
        }
        return floats;
    }
}
