package io.inferry.contracts;

import io.inferry.api.tensor.DataType;

/** A TypeProto of an ONNX model file. */
public final class OnnxType {
    private final ProtoBytes proto;

    private OnnxType(ProtoBytes proto) {
        this.proto = proto;
    }

    /**
     * A tensor.
     *
     * @param dims a number, a name, or {@code ?} for a dimension without either
     */
    public static OnnxType tensor(DataType dataType, String... dims) {
        ProtoBytes shape = new ProtoBytes();
        for (String dim : dims) {
            shape.message(1, dim(dim));
        }
        return new OnnxType(
                new ProtoBytes()
                        .message(
                                1,
                                new ProtoBytes().number(1, numberOf(dataType)).message(2, shape)));
    }

    /** A tensor of which not even the number of dimensions is known. */
    public static OnnxType tensorOfUnknownRank(DataType dataType) {
        return tensorOf(numberOf(dataType));
    }

    /** A tensor of unknown rank of an element type by its number in TensorProto.DataType. */
    public static OnnxType tensorOf(int elementType) {
        return new OnnxType(new ProtoBytes().message(1, new ProtoBytes().number(1, elementType)));
    }

    /** A list. */
    public static OnnxType sequence(OnnxType element) {
        return new OnnxType(
                new ProtoBytes().message(4, new ProtoBytes().message(1, element.proto)));
    }

    /** A map. */
    public static OnnxType map(DataType key, OnnxType value) {
        return new OnnxType(
                new ProtoBytes()
                        .message(
                                5,
                                new ProtoBytes().number(1, numberOf(key)).message(2, value.proto)));
    }

    /** A value that may be missing. */
    public static OnnxType optional(OnnxType element) {
        return new OnnxType(
                new ProtoBytes().message(9, new ProtoBytes().message(1, element.proto)));
    }

    /** The number of a dtype in TensorProto.DataType. */
    public static int numberOf(DataType dataType) {
        return switch (dataType) {
            case FLOAT32 -> 1;
            case UINT8 -> 2;
            case INT8 -> 3;
            case UINT16 -> 4;
            case INT16 -> 5;
            case INT32 -> 6;
            case INT64 -> 7;
            case STRING -> 8;
            case BOOL -> 9;
            case FLOAT16 -> 10;
            case FLOAT64 -> 11;
            case UINT32 -> 12;
            case UINT64 -> 13;
            case BFLOAT16 -> 16;
        };
    }

    ProtoBytes proto() {
        return proto;
    }

    private static ProtoBytes dim(String text) {
        if (text.equals("?")) {
            return new ProtoBytes();
        }
        boolean isNumber = !text.isEmpty() && text.chars().allMatch(Character::isDigit);
        return isNumber
                ? new ProtoBytes().number(1, Long.parseLong(text))
                : new ProtoBytes().text(2, text);
    }
}
