package io.inferry.engine.onnx.file;

import io.inferry.api.tensor.DataType;
import io.inferry.api.tensor.Shape;
import java.util.List;

/** What kind of value an input or output of a graph is. */
public sealed interface ValueType {
    /** How ONNX writes the type. */
    default String text() {
        return TypeScan.describe(this);
    }

    /**
     * A tensor.
     *
     * @param shape {@link Shape#ANY} when not even the number of dimensions is known
     * @param dimNames as many as dimensions, empty text where one has no name
     */
    record Tensor(DataType dataType, Shape shape, List<String> dimNames) implements ValueType {
        public Tensor {
            dimNames = List.copyOf(dimNames);
        }
    }

    /** A list of maps, one for each row, as scikit-learn's converters write class probabilities. */
    record MapList(DataType keyType, DataType elementType) implements ValueType {}

    /** One map, not in a list. */
    record LoneMap(DataType keyType, DataType elementType) implements ValueType {}

    /** Something that has no tensor form here; the text names it as ONNX does. */
    record Unsupported(String text) implements ValueType {}

    /** The file does not say; only running or inferring can tell. */
    record Untyped() implements ValueType {}
}
