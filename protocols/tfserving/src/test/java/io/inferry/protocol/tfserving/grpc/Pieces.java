package io.inferry.protocol.tfserving.grpc;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Bytes in the pieces that a socket may deliver them in. */
final class Pieces {
    private Pieces() {}

    static List<ByteBuffer> of(byte[] bytes, Random random) {
        List<ByteBuffer> pieces = new ArrayList<>();
        int at = 0;
        while (at < bytes.length) {
            int length = Math.min(bytes.length - at, 1 + random.nextInt(40));
            ByteBuffer piece =
                    random.nextBoolean()
                            ? ByteBuffer.allocate(length)
                            : ByteBuffer.allocateDirect(length);
            pieces.add(piece.put(bytes, at, length).flip().asReadOnlyBuffer());
            at += length;
        }
        return pieces;
    }
}
