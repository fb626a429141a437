package io.inferry.protocol.openinference.rest;

import io.inferry.api.tensor.Shape;
import io.inferry.transport.json.JsonWriter;

/** Shapes as JSON lists; -1 for a dimension of any size. */
final class JsonShape {
    private JsonShape() {}

    static void write(JsonWriter json, Shape shape) {
        json.beginArray();
        for (int i = 0; i < shape.rank(); i++) {
            json.number(shape.dim(i));
        }
        json.endArray();
    }
}
