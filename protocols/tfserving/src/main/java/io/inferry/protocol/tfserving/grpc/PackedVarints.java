package io.inferry.protocol.tfserving.grpc;

import static io.inferry.api.tensor.LittleEndian.INT;
import static io.inferry.api.tensor.LittleEndian.LONG;
import static io.inferry.api.tensor.LittleEndian.SHORT;

import io.inferry.api.tensor.DataType;
import io.inferry.api.tensor.NumericTensor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;

/** A list of integers as a packed field has them: counted first, so that one array takes them. */
final class PackedVarints {
    private final DataType type;
    private final MemorySegment elements;
    private final long count;

    PackedVarints(NumericTensor tensor) {
        type = tensor.dataType();
        elements = tensor.segment();
        count = elements.byteSize() / type.byteSize();
    }

    /** How many bytes the list takes. */
    long byteSize() {
        long sum = 0;
        for (long i = 0; i < count; i++) {
            sum += sizeOf(element(i));
        }
        return sum;
    }

    /**
     * The list.
     *
     * @param byteSize as counted
     */
    ByteBuffer encode(int byteSize) {
        byte[] bytes = new byte[byteSize];
        int at = 0;
        for (long i = 0; i < count; i++) {
            long left = element(i);
            while ((left & ~0x7FL) != 0) {
                bytes[at++] = (byte) ((left & 0x7F) | 0x80);
                left >>>= 7;
            }
            bytes[at++] = (byte) left;
        }
        return ByteBuffer.wrap(bytes);
    }

    /** Seven bits to a byte. */
    static int sizeOf(long value) {
        return (Long.SIZE - Long.numberOfLeadingZeros(value | 1) + 6) / 7;
    }

    /** As the 64 bits of its field: signed ones keep their sign, and the bits of halves none. */
    private long element(long index) {
        return switch (type) {
            case INT8 -> elements.get(ValueLayout.JAVA_BYTE, index);
            case UINT8, BOOL -> elements.get(ValueLayout.JAVA_BYTE, index) & 0xFF;
            case INT16 -> elements.get(SHORT, index * Short.BYTES);
            case UINT16, FLOAT16, BFLOAT16 -> elements.get(SHORT, index * Short.BYTES) & 0xFFFF;
            case INT32 -> elements.get(INT, index * Integer.BYTES);
            case UINT32 -> elements.get(INT, index * Integer.BYTES) & 0xFFFF_FFFFL;
            case INT64, UINT64 -> elements.get(LONG, index * Long.BYTES);
            case FLOAT32, FLOAT64, STRING ->
                    throw new IllegalStateException(type + " is not sent as varints");
        };
    }
}
