package io.inferry.protocol.openinference.wire;

import io.inferry.api.tensor.NumericTensor;
import io.inferry.api.tensor.StringTensor;
import io.inferry.api.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Outputs as raw bytes, in the form that {@link RawInput} reads. */
public final class RawOutput {
    private RawOutput() {}

    /** How many bytes a tensor takes. */
    public static long byteSize(Tensor tensor) {
        return switch (tensor) {
            case NumericTensor numbers -> numbers.byteSize();
            case StringTensor texts ->
                    texts.byteSize() + (long) Integer.BYTES * texts.elements().size();
        };
    }

    /**
     * The bytes to send: of numbers a view of the tensor's own memory, valid until the tensor is
     * closed.
     */
    public static ByteBuffer view(Tensor tensor) {
        return switch (tensor) {
            case NumericTensor numbers -> numbers.segment().asByteBuffer();
            case StringTensor texts -> prefixed(texts);
        };
    }

    private static ByteBuffer prefixed(StringTensor texts) {
        ByteBuffer bytes =
                ByteBuffer.allocate(Math.toIntExact(byteSize(texts)))
                        .order(ByteOrder.LITTLE_ENDIAN);
        for (byte[] element : texts.elements()) {
            bytes.putInt(element.length).put(element);
        }
        return bytes.flip();
    }
}
