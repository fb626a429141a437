package io.inferry.protocol.openinference.grpc;

import io.inferry.transport.grpc.GrpcAnswer;
import io.inferry.transport.grpc.GrpcCodec;
import io.inferry.transport.protobuf.ProtoReader;
import io.inferry.transport.protobuf.ProtoWriter;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * A codec of small messages.
 *
 * @param read makes a request of its fields
 * @param write puts an answer's fields into the writer
 */
record MessageCodec<Q, A>(Function<ProtoReader, Q> read, BiConsumer<A, ProtoWriter> write)
        implements GrpcCodec<Q, A> {
    @Override
    public Q decode(List<ByteBuffer> parts, int length) {
        return read.apply(ProtoReader.of(parts, length));
    }

    @Override
    public GrpcAnswer encode(A answer) {
        ProtoWriter writer = new ProtoWriter();
        write.accept(answer, writer);
        return new GrpcAnswer(List.of(writer.take()), () -> {});
    }
}
