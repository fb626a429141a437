package io.inferry.transport.json;

import io.inferry.api.tensor.DataType;
import io.inferry.api.tensor.Shape;
import io.inferry.api.tensor.Tensor;
import io.inferry.api.tensor.TensorMemory;

/** Tensors whose shape is sent beside their elements. */
public final class JsonTensors {
    private JsonTensors() {}

    /**
     * Reads a list of elements, row-major, under {@link TensorRules#OPEN_INFERENCE}: flat, or
     * nested in levels other than the shape's too, as long as the lists of one level are equally
     * long. The caller closes the tensor.
     *
     * @throws TensorTypeException when an element is of another type
     * @throws TensorShapeException when there are more or fewer than the shape has, or lists of one
     *     level differ in size
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
        if (reader.peek() != Token.ARRAY) {
            throw reader.unexpected("a list");
        }
        NestedLists lists = new NestedLists(elements);
        lists.readValue(reader);
        long count = 1;
        for (int size : lists.sizes()) {
            count *= size;
        }
        return count;
    }
}
