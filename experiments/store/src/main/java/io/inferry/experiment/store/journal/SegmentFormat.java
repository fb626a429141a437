package io.inferry.experiment.store.journal;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * The bytes of a segment, all numbers big-endian. A header of {@link #HEADER_BYTES}: magic (8),
 * sequence of its first record (8), CRC-32C of these 16 bytes (4). Then records: payload length
 * (4), sequence (8), CRC-32C of the payload (4), CRC-32C of these 16 bytes (4), payload.
 *
 * <p>A record's header has a checksum of its own so that its length can be believed: only then is
 * "the file ends within this record" a half-written tail for certain, and not a flipped bit.
 */
final class SegmentFormat {
    /** Header of a segment. */
    static final int HEADER_BYTES = 20;

    /** Header of a record. */
    static final int RECORD_BYTES = 20;

    private static final long MAGIC = 0x494E465253454731L; // INFRSEG1
    private static final int CHECKED_BYTES = 16;
    private static final int LENGTH_AT = 0;
    private static final int SEQUENCE_AT = 4;
    private static final int PAYLOAD_CHECK_AT = 12;

    private SegmentFormat() {}

    static byte[] header(long first) {
        ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES);
        header.putLong(MAGIC).putLong(first);
        return header.putInt(checksum(header.array(), 0, CHECKED_BYTES)).array();
    }

    /** Whether a segment begins here that holds records from this sequence on. */
    static boolean isHeader(byte[] bytes, long first) {
        ByteBuffer header = ByteBuffer.wrap(bytes);
        return header.getLong() == MAGIC
                && header.getLong() == first
                && header.getInt() == checksum(bytes, 0, CHECKED_BYTES);
    }

    static byte[] record(long sequence, byte[] payload) {
        ByteBuffer record = ByteBuffer.allocate(RECORD_BYTES + payload.length);
        record.putInt(payload.length).putLong(sequence);
        record.putInt(checksum(payload, 0, payload.length));
        record.putInt(checksum(record.array(), 0, CHECKED_BYTES));
        return record.put(payload).array();
    }

    /** Whether the whole header of a record lies here and its checksum holds. */
    static boolean isRecordHeader(byte[] bytes, int at) {
        if (bytes.length - at < RECORD_BYTES) {
            return false;
        }
        ByteBuffer view = ByteBuffer.wrap(bytes);
        return view.getInt(at + CHECKED_BYTES) == checksum(bytes, at, CHECKED_BYTES)
                && view.getInt(at) >= 0
                && view.getLong(at + SEQUENCE_AT) > 0;
    }

    /** Payload length of the record whose header lies here. */
    static int length(byte[] bytes, int at) {
        return ByteBuffer.wrap(bytes).getInt(at + LENGTH_AT);
    }

    /** Sequence of the record whose header lies here. */
    static long sequence(byte[] bytes, int at) {
        return ByteBuffer.wrap(bytes).getLong(at + SEQUENCE_AT);
    }

    /** Whether the payload after this header is all there. */
    static boolean isWhole(byte[] bytes, int at) {
        return bytes.length - at - RECORD_BYTES >= length(bytes, at);
    }

    /** Whether the payload after this header is what was written. */
    static boolean isPayload(byte[] bytes, int at) {
        int expected = ByteBuffer.wrap(bytes).getInt(at + PAYLOAD_CHECK_AT);
        return expected == checksum(bytes, at + RECORD_BYTES, length(bytes, at));
    }

    static int checksum(byte[] bytes, int from, int length) {
        CRC32C sum = new CRC32C();
        sum.update(bytes, from, length);
        return (int) sum.getValue();
    }
}
