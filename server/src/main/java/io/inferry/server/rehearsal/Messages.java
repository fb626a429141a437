package io.inferry.server.rehearsal;

import io.inferry.transport.protobuf.ProtoWriter;
import java.nio.ByteBuffer;

/** Requests for the sample over gRPC, as bytes of protocol buffers. */
final class Messages {
    private static final int FLOAT = 1;

    private Messages() {}

    /** Open Inference Protocol's ModelInferRequest. */
    static byte[] infer(String input) {
        var tensor =
                new ProtoWriter().string(1, input).string(2, "FP32").packed(3, 1, Sample.length());
        return array(
                new ProtoWriter()
                        .string(1, Sample.MODEL)
                        .message(5, tensor)
                        .bytes(7, Sample.bytes()));
    }

    /** TensorFlow Serving's PredictRequest. */
    static byte[] predict(String input) {
        var shape =
                new ProtoWriter()
                        .message(2, new ProtoWriter().integer(1, 1))
                        .message(2, new ProtoWriter().integer(1, Sample.length()));
        var tensor = new ProtoWriter().integer(1, FLOAT).message(2, shape).bytes(5, Sample.bytes());
        return array(
                new ProtoWriter()
                        .message(1, new ProtoWriter().string(1, Sample.MODEL))
                        .message(2, new ProtoWriter().string(1, input).message(2, tensor)));
    }

    private static byte[] array(ProtoWriter message) {
        ByteBuffer bytes = message.take();
        byte[] array = new byte[bytes.remaining()];
        bytes.get(array);
        return array;
    }
}
