package io.inferry.protocol.tfserving.grpc;

import io.inferry.api.ServingException;
import io.inferry.api.inference.Answer;
import io.inferry.api.tensor.TensorMemory;
import io.inferry.protocol.tfserving.wire.TensorForm;
import io.inferry.transport.grpc.GrpcAnswer;
import io.inferry.transport.grpc.GrpcCodec;
import io.inferry.transport.protobuf.ProtoReader;
import java.nio.ByteBuffer;
import java.util.List;

/** PredictRequest and PredictResponse. */
final class PredictCodec implements GrpcCodec<PredictMessage, PredictAnswer> {
    private final TensorMemory memory;
    private final TensorForm form;

    PredictCodec(TensorMemory memory, TensorForm form) {
        this.memory = memory;
        this.form = form;
    }

    @Override
    public PredictMessage decode(List<ByteBuffer> parts, int length) {
        return new PredictDecoder(memory).decode(ProtoReader.of(parts, length));
    }

    @Override
    public void drop(PredictMessage message) {
        message.close();
    }

    @Override
    public GrpcAnswer encode(PredictAnswer reply) {
        Answer answer = reply.answer();
        boolean encoded = false;
        try {
            List<ByteBuffer> parts = new PredictEncoder(form).encode(reply);
            reply.sample().answered(answer);
            reply.counted().answered();
            encoded = true;
            return new GrpcAnswer(parts, answer::close);
        } catch (ServingException e) {
            reply.counted().failed(e.code());
            throw e;
        } finally {
            if (!encoded) {
                answer.close();
            }
        }
    }
}
