package io.inferry.transport.grpc;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * An encoded message.
 *
 * @param parts in order; may be views of native memory
 * @param sent called once, when the parts were sent or dropped
 */
public record GrpcAnswer(List<ByteBuffer> parts, Runnable sent) {
    public GrpcAnswer {
        parts = List.copyOf(parts);
    }

    /** One array, nothing to free. */
    public static GrpcAnswer of(byte[] bytes) {
        return new GrpcAnswer(List.of(ByteBuffer.wrap(bytes)), () -> {});
    }
}
