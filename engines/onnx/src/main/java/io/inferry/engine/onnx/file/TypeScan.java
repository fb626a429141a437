package io.inferry.engine.onnx.file;

import io.inferry.api.tensor.DataType;
import io.inferry.api.tensor.Shape;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads TypeProto messages. */
final class TypeScan {
    private static final ValueType UNTYPED = new ValueType.Untyped();

    private TypeScan() {}

    /** A TypeProto. */
    static ValueType read(Fields type) throws IOException {
        ValueType found = UNTYPED;
        while (type.next()) {
            found =
                    switch (type.number()) {
                        case 1 -> tensor(type.message());
                        case 4 -> sequence(type.message());
                        case 5 -> map(type.message());
                        case 7 -> new ValueType.Unsupported("opaque");
                        case 8 -> new ValueType.Unsupported("sparse_tensor");
                        case 9 -> optional(type.message());
                        default -> found;
                    };
        }
        return found;
    }

    /** How ONNX writes a type. */
    static String describe(ValueType type) {
        return switch (type) {
            case ValueType.Tensor tensor -> "tensor(" + tensor.dataType() + ")";
            case ValueType.MapList maps ->
                    "seq(map(" + maps.keyType() + ",tensor(" + maps.elementType() + ")))";
            case ValueType.LoneMap map ->
                    "map(" + map.keyType() + ",tensor(" + map.elementType() + "))";
            case ValueType.Unsupported other -> other.text();
            case ValueType.Untyped _ -> "untyped";
        };
    }

    private static ValueType tensor(Fields fields) throws IOException {
        int elementType = 0;
        boolean hasShape = false;
        List<Long> dims = new ArrayList<>();
        List<String> names = new ArrayList<>();
        while (fields.next()) {
            if (fields.number() == 1) {
                elementType = (int) fields.varint();
            } else if (fields.number() == 2) {
                hasShape = true;
                readShape(fields.message(), dims, names);
            }
        }
        Optional<DataType> dataType = ElementTypes.find(elementType);
        if (dataType.isEmpty()) {
            return new ValueType.Unsupported("tensor(" + ElementTypes.nameOf(elementType) + ")");
        }
        Shape shape =
                hasShape ? Shape.of(dims.stream().mapToLong(Long::longValue).toArray()) : Shape.ANY;
        return new ValueType.Tensor(dataType.get(), shape, names);
    }

    private static void readShape(Fields shape, List<Long> dims, List<String> names)
            throws IOException {
        while (shape.next()) {
            if (shape.number() == 1) {
                readDim(shape.message(), dims, names);
            }
        }
    }

    private static void readDim(Fields dim, List<Long> dims, List<String> names)
            throws IOException {
        long size = Shape.UNKNOWN;
        String name = "";
        while (dim.next()) {
            if (dim.number() == 1) {
                size = Math.max(Shape.UNKNOWN, dim.varint());
            } else if (dim.number() == 2) {
                name = dim.text();
            }
        }
        dims.add(size);
        names.add(name);
    }

    private static ValueType sequence(Fields fields) throws IOException {
        ValueType element = elementOf(fields);
        if (element instanceof ValueType.LoneMap map) {
            return new ValueType.MapList(map.keyType(), map.elementType());
        }
        return new ValueType.Unsupported("seq(" + describe(element) + ")");
    }

    private static ValueType optional(Fields fields) throws IOException {
        return new ValueType.Unsupported("optional(" + describe(elementOf(fields)) + ")");
    }

    private static ValueType elementOf(Fields fields) throws IOException {
        ValueType element = UNTYPED;
        while (fields.next()) {
            if (fields.number() == 1) {
                element = read(fields.message());
            }
        }
        return element;
    }

    private static ValueType map(Fields fields) throws IOException {
        int key = 0;
        ValueType value = UNTYPED;
        while (fields.next()) {
            if (fields.number() == 1) {
                key = (int) fields.varint();
            } else if (fields.number() == 2) {
                value = read(fields.message());
            }
        }
        Optional<DataType> keyType = ElementTypes.find(key);
        if (keyType.isPresent() && value instanceof ValueType.Tensor tensor) {
            return new ValueType.LoneMap(keyType.get(), tensor.dataType());
        }
        return new ValueType.Unsupported("map(" + key + "," + describe(value) + ")");
    }
}
