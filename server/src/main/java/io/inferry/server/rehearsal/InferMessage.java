package io.inferry.server.rehearsal;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Open Inference Protocol's ModelInferRequest for the sample, as bytes of protocol buffers. */
final class InferMessage {
    private static final int MODEL_NAME = 1;
    private static final int INPUTS = 5;
    private static final int RAW_INPUT_CONTENTS = 7;
    private static final int TENSOR_NAME = 1;
    private static final int TENSOR_DATATYPE = 2;
    private static final int TENSOR_SHAPE = 3;
    private static final int LENGTH_DELIMITED = 2;

    private InferMessage() {}

    static byte[] of(String model, String input) {
        var tensor = new ByteArrayOutputStream();
        field(tensor, TENSOR_NAME, text(input));
        field(tensor, TENSOR_DATATYPE, text("FP32"));
        field(tensor, TENSOR_SHAPE, new byte[] {1, (byte) Sample.length()});
        var message = new ByteArrayOutputStream();
        field(message, MODEL_NAME, text(model));
        field(message, INPUTS, tensor.toByteArray());
        field(message, RAW_INPUT_CONTENTS, Sample.bytes());
        return message.toByteArray();
    }

    private static void field(ByteArrayOutputStream out, int number, byte[] value) {
        out.write((number << 3) | LENGTH_DELIMITED);
        int length = value.length;
        while (length >= 0x80) {
            out.write((length & 0x7F) | 0x80);
            length >>>= 7;
        }
        out.write(length);
        out.writeBytes(value);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
