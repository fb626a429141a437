package io.inferry.engine.tensorflow;

import io.inferry.api.tensor.DataType;
import java.util.Optional;

/** Element types as tf_datatype.h numbers them. */
final class DataTypes {
    /** Added to a type's number where the graph speaks of a variable's memory, not of a value. */
    private static final int REFERENCE = 100;

    private DataTypes() {}

    static int number(DataType dataType) {
        return switch (dataType) {
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

    /** Nothing for types that a client cannot send: complex, quantized, resources, variants. */
    static Optional<DataType> of(int number) {
        return Optional.ofNullable(
                switch (number > REFERENCE ? number - REFERENCE : number) {
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
                });
    }
}
