package io.inferry.protocol.tfserving.grpc;

import io.inferry.api.tensor.DataType;

/** The one field of a TensorProto that holds the single elements of a type. */
final class ValueField {
    /** {@code tensor_content}: all elements in one piece, whatever their type. */
    static final int CONTENT = 4;

    private ValueField() {}

    /** Its number. */
    static int of(DataType type) {
        return switch (type) {
            case FLOAT32 -> 5;
            case FLOAT64 -> 6;
            case INT32, INT16, INT8, UINT16, UINT8 -> 7;
            case STRING -> 8;
            case INT64 -> 10;
            case BOOL -> 11;
            case FLOAT16, BFLOAT16 -> 13;
            case UINT32 -> 16;
            case UINT64 -> 17;
        };
    }
}
