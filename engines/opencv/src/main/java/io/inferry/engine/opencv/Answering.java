package io.inferry.engine.opencv;

import io.inferry.api.tensor.Shape;

/**
 * How one output answers rows.
 *
 * @param needsRow whether its rows lie one dimension further in when there is only one: a YOLO
 *     layer answers {@code [boxes, numbers]} for one image and {@code [images, boxes, numbers]} for
 *     more; it is always served as the latter
 */
record Answering(String name, Shape shape, boolean needsRow) {
    /** The shape to answer with. */
    Shape of(Shape actual) {
        return needsRow && actual.rank() + 1 == shape.rank() ? withRow(actual) : actual;
    }

    static Shape withRow(Shape shape) {
        long[] dims = new long[shape.rank() + 1];
        dims[0] = 1;
        for (int i = 0; i < shape.rank(); i++) {
            dims[i + 1] = shape.dim(i);
        }
        return Shape.of(dims);
    }
}
