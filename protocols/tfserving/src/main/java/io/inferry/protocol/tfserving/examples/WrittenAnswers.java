package io.inferry.protocol.tfserving.examples;

import io.inferry.transport.grpc.GrpcAnswer;
import io.inferry.transport.grpc.GrpcCodec;
import io.inferry.transport.protobuf.ProtoReader;
import io.inferry.transport.protobuf.ProtoWriter;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Function;

/**
 * A codec whose answers are messages already: they are written while the tensors they tell of are
 * open, and what goes wrong then is an error of the call.
 *
 * @param reading makes a request of its fields
 */
record WrittenAnswers<Q>(Function<ProtoReader, Q> reading) implements GrpcCodec<Q, ProtoWriter> {
    @Override
    public Q decode(List<ByteBuffer> parts, int length) {
        return reading.apply(ProtoReader.of(parts, length));
    }

    @Override
    public GrpcAnswer encode(ProtoWriter answer) {
        return new GrpcAnswer(List.of(answer.take()), () -> {});
    }
}
