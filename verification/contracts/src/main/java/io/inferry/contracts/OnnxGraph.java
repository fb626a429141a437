package io.inferry.contracts;

import io.inferry.api.tensor.DataType;
import io.inferry.api.tensor.NumericTensor;
import io.inferry.api.tensor.Shape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes an ONNX model file, for tests that need one that no framework would make. Field numbers
 * are those of onnx/onnx-ml.proto.
 */
public final class OnnxGraph {
    private static final int IR_VERSION = 8;
    private static final long OPSET = 17;
    private static final long ML_OPSET = 3;

    private final ProtoBytes graph = new ProtoBytes();
    private final Map<String, Long> opsets = new LinkedHashMap<>();

    /** An empty graph on operator set 17. */
    public OnnxGraph() {
        graph.text(2, "made by a test");
        opsets.put("", OPSET);
        opsets.put("ai.onnx.ml", ML_OPSET);
    }

    /** Uses this version of a domain's operators. */
    public OnnxGraph opset(String domain, long version) {
        opsets.put(domain, version);
        return this;
    }

    /** Adds an operator. */
    public OnnxGraph node(OnnxNode node) {
        graph.message(1, node.proto());
        return this;
    }

    /** Adds an input. */
    public OnnxGraph input(String name, OnnxType type) {
        graph.message(11, new ProtoBytes().text(1, name).message(2, type.proto()));
        return this;
    }

    /** Adds an output. */
    public OnnxGraph output(String name, OnnxType type) {
        graph.message(12, new ProtoBytes().text(1, name).message(2, type.proto()));
        return this;
    }

    /** Adds an output and leaves it to the reader to infer what it is. */
    public OnnxGraph untypedOutput(String name) {
        graph.message(12, new ProtoBytes().text(1, name));
        return this;
    }

    /** Adds a weight whose bytes are in the file. */
    public OnnxGraph weight(String name, NumericTensor value) {
        ProtoBytes tensor = tensor(name, value.dataType(), value.shape().toArray());
        graph.message(5, tensor.bytes(9, value.segment().toArray(ValueLayout.JAVA_BYTE)));
        return this;
    }

    /** Adds a FLOAT32 weight of these values. */
    public OnnxGraph floats(String name, Shape shape, float... values) {
        ByteBuffer raw =
                ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            raw.putFloat(value);
        }
        graph.message(5, tensor(name, DataType.FLOAT32, shape.toArray()).bytes(9, raw.array()));
        return this;
    }

    /** Adds a FLOAT32 weight whose bytes are in another file beside the model's. */
    public OnnxGraph externalWeight(String name, String location, long elements) {
        ProtoBytes tensor =
                tensor(name, DataType.FLOAT32, elements)
                        .message(13, entry("location", location))
                        .message(13, entry("offset", "0"))
                        .message(13, entry("length", Long.toString(elements * Float.BYTES)))
                        .number(14, 1);
        graph.message(5, tensor);
        return this;
    }

    /** The model file. */
    public byte[] toBytes() {
        ProtoBytes model =
                new ProtoBytes()
                        .number(1, IR_VERSION)
                        .text(2, "inferry-contracts")
                        .message(7, graph);
        opsets.forEach((domain, version) ->
                model.message(8, new ProtoBytes().text(1, domain).number(2, version)));
        return model.toBytes();
    }

    /** Writes the model file, and its directory where that is missing. */
    public Path writeTo(Path file) {
        try {
            Path parent = file.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            return Files.write(file, toBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes {@code repository/name/version/model.onnx}. */
    public void writeVersion(Path repository, String name, long version) {
        writeTo(repository.resolve(name).resolve(Long.toString(version)).resolve("model.onnx"));
    }

    private static ProtoBytes tensor(String name, DataType dataType, long... dims) {
        ProtoBytes tensor = new ProtoBytes();
        for (long dim : dims) {
            tensor.number(1, dim);
        }
        return tensor.number(2, OnnxType.numberOf(dataType)).text(8, name);
    }

    private static ProtoBytes entry(String key, String value) {
        return new ProtoBytes().text(1, key).text(2, value);
    }
}
