package io.inferry.protocol.tfserving.grpc;

import io.inferry.api.tensor.StringTensor;
import io.inferry.transport.protobuf.ProtoWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** Strings as a TensorProto has them. */
final class EncodedStrings {
    private EncodedStrings() {}

    /** How many bytes they take at most, in either form. */
    static long bytesMax(StringTensor tensor) {
        return tensor.byteSize() + 6L * tensor.elements().size();
    }

    /** One field for each. */
    static ByteBuffer repeated(StringTensor tensor, int field) {
        ProtoWriter writer = new ProtoWriter();
        for (byte[] element : tensor.elements()) {
            writer.bytes(field, element);
        }
        return writer.take();
    }

    /** All lengths, then all bytes, as TensorFlow packs a list of strings. */
    static ByteBuffer packed(StringTensor tensor) {
        List<byte[]> elements = tensor.elements();
        long lengths = 0;
        for (byte[] element : elements) {
            lengths += PackedVarints.sizeOf(element.length);
        }
        ByteBuffer bytes =
                ByteBuffer.allocate(Math.toIntExact(lengths + tensor.byteSize()))
                        .order(ByteOrder.LITTLE_ENDIAN);
        for (byte[] element : elements) {
            int left = element.length;
            while ((left & ~0x7F) != 0) {
                bytes.put((byte) ((left & 0x7F) | 0x80));
                left >>>= 7;
            }
            bytes.put((byte) left);
        }
        elements.forEach(bytes::put);
        return bytes.flip();
    }
}
