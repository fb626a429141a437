package io.inferry.protocol.tfserving.rest;

import io.inferry.api.model.ModelDescription;
import io.inferry.api.model.ModelId;
import io.inferry.api.model.Signature;
import io.inferry.api.model.TensorSpec;
import io.inferry.api.tensor.DataType;
import io.inferry.api.tensor.Shape;
import java.util.List;
import java.util.Map;

/** Models to read requests for. */
final class Descriptions {
    static final ModelDescription FLOAT = model(input("x", DataType.FLOAT32));
    static final ModelDescription INT = model(input("x", DataType.INT32));
    static final ModelDescription TEXT = model(input("s", DataType.STRING));
    static final ModelDescription MIXED =
            model(input("i", DataType.INT32), input("s", DataType.STRING));

    private Descriptions() {}

    static TensorSpec input(String name, DataType type) {
        return new TensorSpec(name, type, Shape.of(-1));
    }

    static ModelDescription model(TensorSpec... inputs) {
        Signature signature =
                new Signature(
                        Signature.DEFAULT_NAME,
                        List.of(inputs),
                        List.of(input("y", DataType.FLOAT32)));
        return new ModelDescription(
                new ModelId("m", 1), "test", Map.of(signature.name(), signature), Map.of());
    }
}
