package io.inferry.protocol.tfserving.wire;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import io.inferry.api.ServingException;
import io.inferry.transport.grpc.GrpcAnswer;
import io.inferry.transport.grpc.GrpcCodec;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Supplier;

/**
 * A codec of generated messages, for methods that are asked now and then.
 *
 * @param parser asked for with the first message: the classes behind it take time to load
 */
public record MessageCodec<Q extends MessageLite, A extends MessageLite>(Supplier<Parser<Q>> parser)
        implements GrpcCodec<Q, A> {
    @Override
    public Q decode(List<ByteBuffer> parts, int length) {
        try {
            return parser.get().parseFrom(CodedInputStream.newInstance(parts));
        } catch (InvalidProtocolBufferException e) {
            throw ServingException.invalidArgument(
                    "the message is no protobuf of its type: " + e.getMessage());
        }
    }

    @Override
    public GrpcAnswer encode(A answer) {
        return GrpcAnswer.of(answer.toByteArray());
    }
}
