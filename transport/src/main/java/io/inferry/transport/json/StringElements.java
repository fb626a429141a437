package io.inferry.transport.json;

import io.inferry.api.tensor.DataType;
import io.inferry.api.tensor.Shape;
import io.inferry.api.tensor.StringTensor;
import io.inferry.api.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/** Strings, and bytes in base64 where the rules take them. */
final class StringElements implements Elements {
    private final TensorRules.Objects objects;
    private final List<byte[]> elements = new ArrayList<>();

    StringElements(TensorRules.Objects objects) {
        this.objects = objects;
    }

    @Override
    public void readOne(JsonReader reader) {
        try {
            elements.add(
                    objects == TensorRules.Objects.BASE64 && Base64Object.isAhead(reader)
                            ? Base64Object.read(reader)
                            : reader.stringBytes());
        } catch (JsonTypeException e) {
            throw new TensorTypeException(DataType.STRING, e);
        }
    }

    @Override
    public Tensor toTensor(Shape shape) {
        return StringTensor.of(shape, elements);
    }

    @Override
    public void drop() {
        elements.clear();
    }
}
