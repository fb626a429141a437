package io.inferry.transport.grpc;

import java.nio.ByteBuffer;
import java.util.List;

/** Bytes to messages and back; no framing. Called on I/O threads. */
public interface GrpcCodec<Q, A> {
    /**
     * Reads one message.
     *
     * @param parts the message's bytes in order, in as many pieces as they arrived; valid only
     *     during the call
     * @param length their sum
     * @throws io.inferry.api.ServingException INVALID_ARGUMENT when the bytes are no such message
     */
    Q decode(List<ByteBuffer> parts, int length);

    /**
     * Frees what a request holds, when its call ended before the handler could take it: the caller
     * left between the message and the end of its stream, or sent a second message.
     */
    default void drop(Q request) {}

    /**
     * Writes one answer. It is sent as it is; {@link GrpcAnswer#sent} is called when the bytes are
     * no longer needed.
     */
    GrpcAnswer encode(A answer);
}
