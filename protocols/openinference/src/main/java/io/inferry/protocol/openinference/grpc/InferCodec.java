package io.inferry.protocol.openinference.grpc;

import io.inferry.api.ErrorCode;
import io.inferry.api.ServingException;
import io.inferry.api.inference.Answer;
import io.inferry.api.tensor.Tensor;
import io.inferry.api.tensor.TensorMemory;
import io.inferry.protocol.openinference.wire.Datatype;
import io.inferry.protocol.openinference.wire.RawOutput;
import io.inferry.transport.grpc.GrpcAnswer;
import io.inferry.transport.grpc.GrpcCodec;
import io.inferry.transport.protobuf.ProtoReader;
import io.inferry.transport.protobuf.ProtoWriter;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * ModelInferRequest and ModelInferResponse. Answers always carry raw_output_contents, whatever the
 * request looked like: Triton's client reads typed numbers as an empty array.
 */
final class InferCodec implements GrpcCodec<InferMessage, InferAnswer> {
    private static final int MODEL_NAME = 1;
    private static final int MODEL_VERSION = 2;
    private static final int ID = 3;
    private static final int OUTPUTS = 5;
    private static final int RAW_OUTPUT_CONTENTS = 6;
    private static final int OUTPUT_NAME = 1;
    private static final int OUTPUT_DATATYPE = 2;
    private static final int OUTPUT_SHAPE = 3;

    private final TensorMemory memory;

    InferCodec(TensorMemory memory) {
        this.memory = memory;
    }

    @Override
    public InferMessage decode(List<ByteBuffer> parts, int length) {
        try (InferMessageDecoder decoder = new InferMessageDecoder(memory)) {
            return decoder.decode(ProtoReader.of(parts, length));
        }
    }

    @Override
    public void drop(InferMessage message) {
        message.close();
    }

    @Override
    public GrpcAnswer encode(InferAnswer reply) {
        Answer answer = reply.answer();
        boolean encoded = false;
        try {
            GrpcAnswer message = new GrpcAnswer(parts(reply), answer::close);
            encoded = true;
            return message;
        } finally {
            if (!encoded) {
                answer.close();
            }
        }
    }

    private static List<ByteBuffer> parts(InferAnswer reply) {
        Map<String, Tensor> outputs = reply.answer().outputs();
        checkSize(outputs);
        ProtoWriter writer =
                new ProtoWriter()
                        .string(MODEL_NAME, reply.answer().id().name())
                        .string(MODEL_VERSION, Long.toString(reply.answer().id().version()))
                        .string(ID, reply.id());
        outputs.forEach((name, tensor) ->
                writer.message(
                        OUTPUTS,
                        new ProtoWriter()
                                .string(OUTPUT_NAME, name)
                                .string(OUTPUT_DATATYPE, Datatype.name(tensor.dataType()))
                                .packed(OUTPUT_SHAPE, tensor.shape().toArray())));
        List<ByteBuffer> parts = new ArrayList<>(2 * outputs.size());
        for (Tensor tensor : outputs.values()) {
            ByteBuffer raw = RawOutput.view(tensor);
            writer.lengthOf(RAW_OUTPUT_CONTENTS, raw.remaining());
            parts.add(writer.take());
            parts.add(raw);
        }
        if (outputs.isEmpty()) {
            parts.add(writer.take());
        }
        return parts;
    }

    private static void checkSize(Map<String, Tensor> outputs) {
        long sum = 0;
        for (Tensor tensor : outputs.values()) {
            sum += RawOutput.byteSize(tensor);
        }
        // The rest of the message is small beside the room that is left.
        if (sum > Integer.MAX_VALUE - (1 << 20)) {
            throw ServingException.of(
                    ErrorCode.TOO_LARGE,
                    "the answer has " + sum + " bytes, more than one gRPC message can hold");
        }
    }
}
