package io.inferry.transport.listen;

import io.grpc.MethodDescriptor.Marshaller;
import io.inferry.transport.grpc.GrpcAnswer;
import java.io.InputStream;

/** Hands encoded answers to gRPC. */
final class AnswerMarshaller implements Marshaller<GrpcAnswer> {
    @Override
    public InputStream stream(GrpcAnswer answer) {
        return new AnswerStream(answer.parts());
    }

    @Override
    public GrpcAnswer parse(InputStream stream) {
        throw new IllegalStateException("a server does not receive answers");
    }
}
