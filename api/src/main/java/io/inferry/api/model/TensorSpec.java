package io.inferry.api.model;

import io.inferry.api.tensor.DataType;
import io.inferry.api.tensor.Shape;
import java.util.List;

/**
 * One named input or output.
 *
 * @param dimNames the model's own names of its dimensions ("batch", "sequence"), empty text where
 *     it has none; an empty list when it names none at all
 * @param graphName what the model's graph calls it, for example {@code dense/BiasAdd:0}; the same
 *     as {@code name} where the graph has no other
 */
public record TensorSpec(
        String name, DataType dataType, Shape shape, List<String> dimNames, String graphName) {
    public TensorSpec {
        dimNames = List.copyOf(dimNames);
        if (!dimNames.isEmpty() && dimNames.size() != shape.rank()) {
            throw new IllegalArgumentException(
                    "dimNames " + dimNames + " do not match the shape " + shape);
        }
    }

    /** A spec that the graph calls by the same name. */
    public TensorSpec(String name, DataType dataType, Shape shape, List<String> dimNames) {
        this(name, dataType, shape, dimNames, name);
    }

    /** A spec whose dimensions have no names. */
    public TensorSpec(String name, DataType dataType, Shape shape) {
        this(name, dataType, shape, List.of());
    }
}
