package io.inferry.engine.onnx.file;

import io.inferry.api.tensor.DataType;
import java.util.List;
import java.util.Optional;

/** The numbers of TensorProto.DataType. */
final class ElementTypes {
    private static final List<String> NAMES =
            List.of(
                    "undefined",
                    "float",
                    "uint8",
                    "int8",
                    "uint16",
                    "int16",
                    "int32",
                    "int64",
                    "string",
                    "bool",
                    "float16",
                    "double",
                    "uint32",
                    "uint64",
                    "complex64",
                    "complex128",
                    "bfloat16",
                    "float8e4m3fn",
                    "float8e4m3fnuz",
                    "float8e5m2",
                    "float8e5m2fnuz",
                    "uint4",
                    "int4",
                    "float4e2m1",
                    "float8e8m0",
                    "uint2",
                    "int2",
                    "float6e2m3",
                    "float6e3m2");

    private ElementTypes() {}

    static Optional<DataType> find(int number) {
        return switch (number) {
            case 1 -> Optional.of(DataType.FLOAT32);
            case 2 -> Optional.of(DataType.UINT8);
            case 3 -> Optional.of(DataType.INT8);
            case 4 -> Optional.of(DataType.UINT16);
            case 5 -> Optional.of(DataType.INT16);
            case 6 -> Optional.of(DataType.INT32);
            case 7 -> Optional.of(DataType.INT64);
            case 8 -> Optional.of(DataType.STRING);
            case 9 -> Optional.of(DataType.BOOL);
            case 10 -> Optional.of(DataType.FLOAT16);
            case 11 -> Optional.of(DataType.FLOAT64);
            case 12 -> Optional.of(DataType.UINT32);
            case 13 -> Optional.of(DataType.UINT64);
            case 16 -> Optional.of(DataType.BFLOAT16);
            default -> Optional.empty();
        };
    }

    static String nameOf(int number) {
        return number >= 0 && number < NAMES.size() ? NAMES.get(number) : "type " + number;
    }
}
