package io.inferry.protocol.openinference.grpc;

import io.inferry.api.tensor.DataType;
import java.util.Locale;

/** The fields of InferTensorContents. */
enum TypedField {
    BOOL_CONTENTS(1, 1),
    INT_CONTENTS(2, 1),
    INT64_CONTENTS(3, 1),
    UINT_CONTENTS(4, 1),
    UINT64_CONTENTS(5, 1),
    FP32_CONTENTS(6, Float.BYTES),
    FP64_CONTENTS(7, Double.BYTES),
    /** A tag and a length. */
    BYTES_CONTENTS(8, 2);

    private final int number;
    private final int bytesMin;

    TypedField(int number, int bytesMin) {
        this.number = number;
        this.bytesMin = bytesMin;
    }

    /** The number in the message. */
    int number() {
        return number;
    }

    /** Bytes of the message that one element takes at least. */
    int bytesMin() {
        return bytesMin;
    }

    /** As the message's definition calls it. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The field of a number, for messages. */
    static String textOf(int number) {
        for (TypedField field : values()) {
            if (field.number == number) {
                return field.text();
            }
        }
        return "field " + number;
    }

    /**
     * Where elements of this type are sent. FP16 and BF16 have no field of their own; they are
     * taken as float32 and rounded, as they are in JSON.
     */
    static TypedField of(DataType dataType) {
        return switch (dataType) {
            case BOOL -> BOOL_CONTENTS;
            case INT8, INT16, INT32 -> INT_CONTENTS;
            case INT64 -> INT64_CONTENTS;
            case UINT8, UINT16, UINT32 -> UINT_CONTENTS;
            case UINT64 -> UINT64_CONTENTS;
            case FLOAT16, BFLOAT16, FLOAT32 -> FP32_CONTENTS;
            case FLOAT64 -> FP64_CONTENTS;
            case STRING -> BYTES_CONTENTS;
        };
    }
}
