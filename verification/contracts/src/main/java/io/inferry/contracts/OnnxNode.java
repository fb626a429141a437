package io.inferry.contracts;

import io.inferry.api.tensor.DataType;
import java.util.List;

/** One operator of an ONNX graph: an operator type, what goes in and out, and attributes. */
public final class OnnxNode {
    private static final int FLOAT = 1;
    private static final int INT = 2;
    private static final int FLOATS = 6;
    private static final int INTS = 7;
    private static final int STRINGS = 8;

    private final ProtoBytes proto = new ProtoBytes();

    /** An operator of ONNX's own set. */
    public OnnxNode(String operator, List<String> inputs, List<String> outputs) {
        this("", operator, inputs, outputs);
    }

    /** An operator of another domain, for example {@code ai.onnx.ml}. */
    public OnnxNode(String domain, String operator, List<String> inputs, List<String> outputs) {
        inputs.forEach(input -> proto.text(1, input));
        outputs.forEach(output -> proto.text(2, output));
        proto.text(4, operator).text(7, domain);
    }

    /** Adds an integer. */
    public OnnxNode with(String name, long value) {
        return attribute(name, INT, new ProtoBytes().number(3, value));
    }

    /** Adds a dtype, as Cast takes it. */
    public OnnxNode with(String name, DataType value) {
        return with(name, OnnxType.numberOf(value));
    }

    /** Adds a float. */
    public OnnxNode with(String name, float value) {
        return attribute(name, FLOAT, new ProtoBytes().decimal(2, value));
    }

    /** Adds floats. */
    public OnnxNode withFloats(String name, float... values) {
        ProtoBytes list = new ProtoBytes();
        for (float value : values) {
            list.decimal(7, value);
        }
        return attribute(name, FLOATS, list);
    }

    /** Adds integers. */
    public OnnxNode withIntegers(String name, long... values) {
        ProtoBytes list = new ProtoBytes();
        for (long value : values) {
            list.number(8, value);
        }
        return attribute(name, INTS, list);
    }

    /** Adds texts. */
    public OnnxNode withTexts(String name, String... values) {
        ProtoBytes list = new ProtoBytes();
        for (String value : values) {
            list.text(9, value);
        }
        return attribute(name, STRINGS, list);
    }

    ProtoBytes proto() {
        return proto;
    }

    private OnnxNode attribute(String name, int type, ProtoBytes value) {
        byte[] named = new ProtoBytes().text(1, name).number(20, type).toBytes();
        byte[] rest = value.toBytes();
        byte[] whole = new byte[named.length + rest.length];
        System.arraycopy(named, 0, whole, 0, named.length);
        System.arraycopy(rest, 0, whole, named.length, rest.length);
        proto.bytes(5, whole);
        return this;
    }
}
