package io.inferry.transport.json;

import io.inferry.api.tensor.DataType;
import io.inferry.api.tensor.Shape;
import io.inferry.api.tensor.Tensor;
import io.inferry.api.tensor.TensorMemory;

/** Tensors whose shape is sent beside their elements. */
public final class JsonTensors {
    private JsonTensors() {}

    /**
     * Reads a list of elements, flat or nested in any way, row-major, under {@link
     * TensorRules#OPEN_INFERENCE}. The caller closes the tensor.
     *
     * @throws TensorTypeException when an element is of another type
     * @throws TensorShapeException when there are more or fewer than the shape has
     * @throws JsonTypeException when there is no list
     * @throws JsonSyntaxException when the bytes are not JSON
     */
    public static Tensor read(
            JsonReader reader, DataType dataType, Shape shape, TensorMemory memory) {
        long expected = shape.elements();
        Elements elements = TensorBuilder.elements(dataType, memory, TensorRules.OPEN_INFERENCE);
        boolean complete = false;
        try {
            long count = readAll(reader, elements);
            if (count != expected) {
                throw new TensorShapeException(new ShapeMismatch.Count(shape, expected, count));
            }
            Tensor tensor = elements.toTensor(shape);
            complete = true;
            return tensor;
        } finally {
            if (!complete) {
                elements.drop();
            }
        }
    }

    private static long readAll(JsonReader reader, Elements elements) {
        long count = 0;
        int depth = 0;
        do {
            Token token = reader.peek();
            if (token == Token.ARRAY || depth == 0) {
                reader.beginArray();
                depth++;
            } else if (token == Token.END) {
                reader.endArray();
                depth--;
            } else {
                count += elements.readAll(reader);
            }
        } while (depth > 0);
        return count;
    }
}
