package io.inferry.protocol.tfserving.rest;

import io.inferry.api.tensor.DataType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A tiny ONNX model, written field by field: onnx.proto's ModelProto, opset 13. */
final class OnnxFile {
    private static final int IR_VERSION = 8;
    private static final int OPSET = 13;

    private final Message graph = new Message();

    /** One protobuf message under construction. */
    private static final class Message {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Message number(int field, long value) {
            varint((long) field << 3);
            varint(value);
            return this;
        }

        Message bytes(int field, byte[] value) {
            varint((long) field << 3 | 2);
            varint(value.length);
            bytes.writeBytes(value);
            return this;
        }

        Message text(int field, String value) {
            return bytes(field, value.getBytes(StandardCharsets.UTF_8));
        }

        Message message(int field, Message value) {
            return bytes(field, value.bytes.toByteArray());
        }

        private void varint(long value) {
            long rest = value;
            while ((rest & ~0x7FL) != 0) {
                bytes.write((int) (rest & 0x7F | 0x80));
                rest >>>= 7;
            }
            bytes.write((int) rest);
        }
    }

    OnnxFile() {
        graph.text(2, "test");
    }

    /** An input; dimensions by name are free, by number fixed. */
    OnnxFile input(String name, DataType type, String... dims) {
        graph.message(11, value(name, type, dims));
        return this;
    }

    OnnxFile output(String name, DataType type, String... dims) {
        graph.message(12, value(name, type, dims));
        return this;
    }

    /** A float32 constant. */
    OnnxFile constant(String name, List<Integer> dims, float... values) {
        Message tensor = new Message();
        dims.forEach(dim -> tensor.number(1, dim));
        ByteBuffer raw = ByteBuffer.allocate(values.length * 4).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            raw.putFloat(value);
        }
        tensor.number(2, elementType(DataType.FLOAT32)).text(8, name).bytes(9, raw.array());
        graph.message(5, tensor);
        return this;
    }

    /** One operation. */
    OnnxFile node(String operator, List<String> inputs, String output) {
        Message node = new Message();
        inputs.forEach(input -> node.text(1, input));
        graph.message(1, node.text(2, output).text(4, operator));
        return this;
    }

    /** {@code y = 0.5x + offset} over vectors, as upstream's test models have it. */
    static OnnxFile halfPlus(float offset, String... dims) {
        return new OnnxFile()
                .input("x", DataType.FLOAT32, dims)
                .output("y", DataType.FLOAT32, dims)
                .constant("half", List.of(), 0.5f)
                .constant("offset", List.of(), offset)
                .node("Mul", List.of("x", "half"), "halved")
                .node("Add", List.of("halved", "offset"), "y");
    }

    /** Gives back what comes in. */
    static OnnxFile identity(DataType type) {
        return new OnnxFile()
                .input("x", type, "n")
                .output("y", type, "n")
                .node("Identity", List.of("x"), "y");
    }

    /** Writes {@code repository/name/version/model.onnx}. */
    void write(Path repository, String name, long version) {
        Message opset = new Message().text(1, "").number(2, OPSET);
        Message model = new Message().number(1, IR_VERSION).message(7, graph).message(8, opset);
        Path directory = repository.resolve(name).resolve(Long.toString(version));
        try {
            Files.createDirectories(directory);
            Files.write(directory.resolve("model.onnx"), model.bytes.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Message value(String name, DataType type, String... dims) {
        Message shape = new Message();
        for (String dim : dims) {
            boolean fixed = Character.isDigit(dim.charAt(0));
            shape.message(
                    1,
                    fixed
                            ? new Message().number(1, Long.parseLong(dim))
                            : new Message().text(2, dim));
        }
        Message tensorType = new Message().number(1, elementType(type)).message(2, shape);
        return new Message().text(1, name).message(2, new Message().message(1, tensorType));
    }

    /** onnx.proto's TensorProto.DataType. */
    private static int elementType(DataType type) {
        return switch (type) {
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
}
