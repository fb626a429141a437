package io.inferry.protocol.tfserving.wire;

import io.inferry.api.tensor.DataType;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** TensorFlow's numbers of element types: {@code DT_FLOAT} is 1. */
public final class TypeNumber {
    private TypeNumber() {}

    /** The number of a type. */
    public static int of(DataType type) {
        return switch (type) {
            case FLOAT32 -> 1;
            case FLOAT64 -> 2;
            case INT32 -> 3;
            case UINT8 -> 4;
            case INT16 -> 5;
            case INT8 -> 6;
            case STRING -> 7;
            case INT64 -> 9;
            case BOOL -> 10;
            case BFLOAT16 -> 14;
            case UINT16 -> 17;
            case FLOAT16 -> 19;
            case UINT32 -> 22;
            case UINT64 -> 23;
        };
    }

    /** The type of a number; null for one that no tensor of ours has. */
    public static @Nullable DataType type(int number) {
        return switch (number) {
            case 1 -> DataType.FLOAT32;
            case 2 -> DataType.FLOAT64;
            case 3 -> DataType.INT32;
            case 4 -> DataType.UINT8;
            case 5 -> DataType.INT16;
            case 6 -> DataType.INT8;
            case 7 -> DataType.STRING;
            case 9 -> DataType.INT64;
            case 10 -> DataType.BOOL;
            case 14 -> DataType.BFLOAT16;
            case 17 -> DataType.UINT16;
            case 19 -> DataType.FLOAT16;
            case 22 -> DataType.UINT32;
            case 23 -> DataType.UINT64;
            default -> null;
        };
    }

    /**
     * What TensorFlow calls a type that it has and we have not, {@code complex64}; null when it has
     * none of this number. Types of references are none that a tensor can have.
     */
    public static @Nullable String foreignName(int number) {
        var proto = io.inferry.protocol.tfserving.proto.DataType.forNumber(number);
        return proto == null || number == 0 || proto.name().endsWith("_REF")
                ? null
                : proto.name().substring("DT_".length()).toLowerCase(Locale.ROOT);
    }
}
