package io.inferry.experiment.evidence.form;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * Writes the parts of a summary: whole numbers in 7 bits a byte, least first; everything
 * big-endian; runs of zeros as their length. Not for use by several threads.
 */
public final class FormWriter {
    static final int MAGIC = 0x49455644;
    static final byte VERSION = 1;
    static final int HEADER_BYTES = Integer.BYTES + 1 + Integer.BYTES + Integer.BYTES;

    private static final int PAYLOAD_BITS = 7;
    private static final int MORE = 0x80;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** A number of 0 or more. */
    public void whole(long number) {
        long rest = number;
        while (rest >= MORE) {
            bytes.write((int) (rest & (MORE - 1)) | MORE);
            rest >>>= PAYLOAD_BITS;
        }
        bytes.write((int) rest);
    }

    /** Any 64 bits. */
    public void bits(long bits) {
        bytes.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(bits).array());
    }

    /** A number with a fraction. */
    public void number(double number) {
        bits(Double.doubleToRawLongBits(number));
    }

    /** A text. */
    public void text(String text) {
        block(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Bytes with their length. */
    public void block(byte[] block) {
        whole(block.length);
        bytes.writeBytes(block);
    }

    /** Counts of 0 or more, most of them 0. */
    public void counts(long... counts) {
        whole(counts.length);
        int i = 0;
        while (i < counts.length) {
            int zeros = i;
            while (zeros < counts.length && counts[zeros] == 0) {
                zeros++;
            }
            whole(zeros - i);
            if (zeros < counts.length) {
                whole(counts[zeros]);
            }
            i = zeros + 1;
        }
    }

    /** All that was written, after a mark, a version, the length and a CRC-32C. */
    public byte[] toBytes() {
        byte[] payload = bytes.toByteArray();
        CRC32C sum = new CRC32C();
        sum.update(payload);
        return ByteBuffer.allocate(HEADER_BYTES + payload.length)
                .putInt(MAGIC)
                .put(VERSION)
                .putInt(payload.length)
                .putInt((int) sum.getValue())
                .put(payload)
                .array();
    }
}
