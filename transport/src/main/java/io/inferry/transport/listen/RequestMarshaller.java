package io.inferry.transport.listen;

import io.grpc.HasByteBuffer;
import io.grpc.KnownLength;
import io.grpc.MethodDescriptor.Marshaller;
import io.inferry.api.ErrorCode;
import io.inferry.api.ServingException;
import io.inferry.transport.grpc.GrpcCodec;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads messages with a protocol's codec, out of the socket's own buffers: no array between.
 * Failures become values, for gRPC would answer UNKNOWN to what a marshaller throws.
 */
final class RequestMarshaller<Q> implements Marshaller<Received<Q>> {
    private final GrpcCodec<Q, ?> codec;
    private final GrpcCalls calls;
    private final ListenContext context;

    RequestMarshaller(GrpcCodec<Q, ?> codec, GrpcCalls calls) {
        this.codec = codec;
        this.calls = calls;
        this.context = calls.context();
    }

    @Override
    public Received<Q> parse(InputStream stream) {
        try {
            if (stream instanceof KnownLength
                    && stream instanceof HasByteBuffer pieces
                    && pieces.byteBufferSupported()
                    && stream.markSupported()) {
                return decodePieces(stream, pieces);
            }
            return decodeInflated(stream);
        } catch (ServingException e) {
            return new Received.Refused<>(e);
        } catch (IOException e) {
            return new Received.Refused<>(
                    ServingException.invalidArgument(
                            "the message could not be read: " + e.getMessage()));
        }
    }

    private Received<Q> decodePieces(InputStream stream, HasByteBuffer pieces) throws IOException {
        int length = stream.available();
        // Without the mark each skip would release the piece before it.
        stream.mark(length);
        var parts = new ArrayList<ByteBuffer>();
        while (stream.available() > 0) {
            ByteBuffer piece = pieces.getByteBuffer();
            if (piece == null) {
                throw new IOException("the message ended early");
            }
            parts.add(piece);
            long skipped = stream.skip(piece.remaining());
            if (skipped != piece.remaining()) {
                throw new IOException("the message ended early");
            }
        }
        return decode(parts, length);
    }

    /** A compressed message has no length until it is inflated. */
    private Received<Q> decodeInflated(InputStream stream) throws IOException {
        if (stream instanceof ByteArrayInputStream || stream instanceof KnownLength) {
            byte[] bytes = stream.readAllBytes();
            return decode(List.of(ByteBuffer.wrap(bytes)), bytes.length);
        }
        int bytesMax = context.limits().inflatedBytesMax();
        byte[] bytes = stream.readNBytes(bytesMax);
        if (bytes.length == bytesMax && stream.read() >= 0) {
            throw ServingException.of(
                    ErrorCode.TOO_LARGE,
                    "the message inflates to more than the limit of " + bytesMax + " bytes");
        }
        return decode(List.of(ByteBuffer.wrap(bytes)), bytes.length);
    }

    private Received<Q> decode(List<ByteBuffer> parts, int length) {
        if (!context.budget().tryTake(length)) {
            throw ServingException.resourceExhausted(
                    "the server holds as many bytes of requests as it may ("
                            + context.budget().bytesMax()
                            + "); try again later");
        }
        try {
            return new Received.Request<>(codec.decode(parts, length), length);
        } catch (RuntimeException e) {
            context.budget().giveBack(length);
            if (e instanceof ServingException known) {
                throw known;
            }
            calls.failed("decoding a message", e);
            throw ServingException.internal("the server failed while it read the message", e);
        }
    }

    @Override
    public InputStream stream(Received<Q> value) {
        throw new IllegalStateException("a server does not send requests");
    }
}
