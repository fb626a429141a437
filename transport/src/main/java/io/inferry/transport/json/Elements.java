package io.inferry.transport.json;

import io.inferry.api.tensor.Shape;
import io.inferry.api.tensor.Tensor;

/** Collects the elements of one tensor, in order. Whoever holds it calls one of the ends. */
sealed interface Elements permits NumericElements, StringElements {
    /** Reads one element; not a list. */
    void readOne(JsonReader reader);

    /** Reads elements until the open list ends or holds a list; how many. At least one comes. */
    default int readAll(JsonReader reader) {
        int count = 0;
        do {
            readOne(reader);
            count++;
        } while (reader.hasNext() && reader.peek() != Token.ARRAY);
        return count;
    }

    /** Ends: the elements become a tensor. */
    Tensor toTensor(Shape shape);

    /** Ends: the elements are dropped. */
    void drop();
}
