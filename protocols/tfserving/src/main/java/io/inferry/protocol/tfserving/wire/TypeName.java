package io.inferry.protocol.tfserving.wire;

import io.inferry.api.tensor.DataType;

/**
 * How TensorFlow names an element type.
 *
 * @param proto in metadata: {@code DT_FLOAT}
 * @param text in error texts: {@code float}
 */
public record TypeName(String proto, String text) {
    /** The names of a type. */
    public static TypeName of(DataType type) {
        return switch (type) {
            case BOOL -> new TypeName("DT_BOOL", "bool");
            case UINT8 -> new TypeName("DT_UINT8", "uint8");
            case UINT16 -> new TypeName("DT_UINT16", "uint16");
            case UINT32 -> new TypeName("DT_UINT32", "uint32");
            case UINT64 -> new TypeName("DT_UINT64", "uint64");
            case INT8 -> new TypeName("DT_INT8", "int8");
            case INT16 -> new TypeName("DT_INT16", "int16");
            case INT32 -> new TypeName("DT_INT32", "int32");
            case INT64 -> new TypeName("DT_INT64", "int64");
            case FLOAT16 -> new TypeName("DT_HALF", "half");
            case BFLOAT16 -> new TypeName("DT_BFLOAT16", "bfloat16");
            case FLOAT32 -> new TypeName("DT_FLOAT", "float");
            case FLOAT64 -> new TypeName("DT_DOUBLE", "double");
            case STRING -> new TypeName("DT_STRING", "string");
        };
    }
}
