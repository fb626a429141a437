package io.inferry.protocol.tfserving.records;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * How TensorFlow frames a record ({@code tensorflow/core/lib/io/record_writer.h}): length (8
 * bytes), masked CRC-32C of the length, the bytes, masked CRC-32C of the bytes; little-endian.
 */
final class RecordFrame {
    static final int HEADER_BYTES = Long.BYTES + Integer.BYTES;
    static final int FOOTER_BYTES = Integer.BYTES;

    private static final int MASK_ROTATION = 15;
    private static final int MASK_DELTA = 0xa282ead8;

    private RecordFrame() {}

    /** The record with its frame, ready to be written. */
    static ByteBuffer around(byte[] record) {
        ByteBuffer framed =
                ByteBuffer.allocate(HEADER_BYTES + record.length + FOOTER_BYTES)
                        .order(ByteOrder.LITTLE_ENDIAN);
        framed.putLong(record.length);
        framed.putInt(maskedCrc(framed.slice(0, Long.BYTES)));
        framed.put(record);
        framed.putInt(maskedCrc(ByteBuffer.wrap(record)));
        return framed.flip();
    }

    /** The checksum in the form that is stored, which no checksum of stored ones looks like. */
    static int maskedCrc(ByteBuffer bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return Integer.rotateRight((int) crc.getValue(), MASK_ROTATION) + MASK_DELTA;
    }
}
