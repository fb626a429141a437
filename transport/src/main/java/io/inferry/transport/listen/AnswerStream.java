package io.inferry.transport.listen;

import io.grpc.Drainable;
import io.grpc.KnownLength;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An encoded message on its way into gRPC's frames, part after part. */
final class AnswerStream extends InputStream implements KnownLength, Drainable {
    /** Native parts pass through an array of this size, which stays in the processor's cache. */
    private static final int PASSAGE_BYTES = 16 << 10;

    private final List<ByteBuffer> parts;
    private int next;
    private @Nullable ByteBuffer part;

    AnswerStream(List<ByteBuffer> parts) {
        this.parts = parts;
    }

    @Override
    public int available() {
        int sum = part == null ? 0 : part.remaining();
        for (int i = next; i < parts.size(); i++) {
            sum += parts.get(i).remaining();
        }
        return sum;
    }

    @Override
    public int drainTo(OutputStream target) throws IOException {
        int sum = 0;
        for (ByteBuffer from = current(); from != null; from = current()) {
            int count = from.remaining();
            if (from.hasArray()) {
                target.write(from.array(), from.arrayOffset() + from.position(), count);
                from.position(from.limit());
            } else {
                pass(from, target);
            }
            sum += count;
        }
        return sum;
    }

    private static void pass(ByteBuffer from, OutputStream target) throws IOException {
        byte[] passage = new byte[Math.min(PASSAGE_BYTES, from.remaining())];
        while (from.hasRemaining()) {
            int count = Math.min(passage.length, from.remaining());
            from.get(passage, 0, count);
            target.write(passage, 0, count);
        }
    }

    /** The part that is not read to its end yet; null after the last. */
    private @Nullable ByteBuffer current() {
        while (part == null || !part.hasRemaining()) {
            if (next == parts.size()) {
                return null;
            }
            part = parts.get(next++).duplicate();
        }
        return part;
    }

    @Override
    public int read() {
        ByteBuffer from = current();
        return from == null ? -1 : from.get() & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        ByteBuffer from = current();
        if (from == null) {
            return -1;
        }
        int count = Math.min(length, from.remaining());
        from.get(target, offset, count);
        return count;
    }
}
