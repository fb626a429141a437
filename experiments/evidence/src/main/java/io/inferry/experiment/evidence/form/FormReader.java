package io.inferry.experiment.evidence.form;

import io.inferry.api.ServingException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * Reads what {@link FormWriter} wrote. Every error is INVALID_ARGUMENT and says where the bytes are
 * wrong. Not for use by several threads.
 */
public final class FormReader {
    private static final int PAYLOAD_BITS = 7;
    private static final int MORE = 0x80;
    private static final int SIZE_MAX = 1 << 20;

    private final ByteBuffer bytes;

    /**
     * @throws ServingException when the header or the checksum is wrong
     */
    public FormReader(byte[] all) {
        if (all.length < FormWriter.HEADER_BYTES) {
            throw broken(
                    "they are %d, a header has %d".formatted(all.length, FormWriter.HEADER_BYTES));
        }
        ByteBuffer header = ByteBuffer.wrap(all);
        if (header.getInt() != FormWriter.MAGIC) {
            throw broken("they do not begin as one");
        }
        byte version = header.get();
        if (version != FormWriter.VERSION) {
            throw broken(
                    "they are of version %d, this reads %d".formatted(version, FormWriter.VERSION));
        }
        int length = header.getInt();
        int wanted = header.getInt();
        if (length != header.remaining()) {
            throw broken(
                    "%d should follow the header, %d do".formatted(length, header.remaining()));
        }
        CRC32C sum = new CRC32C();
        sum.update(header.duplicate());
        if ((int) sum.getValue() != wanted) {
            throw broken(
                    "the checksum is %x, should be %x".formatted((int) sum.getValue(), wanted));
        }
        bytes = header;
    }

    private static ServingException broken(String why) {
        return ServingException.invalidArgument("these bytes are no summary of evidence: " + why);
    }

    private void need(int count) {
        if (bytes.remaining() < count) {
            throw broken(
                    "%d are missing at %d".formatted(count - bytes.remaining(), bytes.position()));
        }
    }

    /** A number of 0 or more. */
    public long whole() {
        long number = 0;
        for (int shift = 0; shift < Long.SIZE - 1; shift += PAYLOAD_BITS) {
            need(1);
            int next = bytes.get();
            number |= (long) (next & (MORE - 1)) << shift;
            if (next >= 0) {
                return number;
            }
        }
        throw broken("a number at %d is too long".formatted(bytes.position()));
    }

    /** A number of things that follow. */
    public int size() {
        long size = whole();
        if (size > SIZE_MAX) {
            throw broken("%d things at %d are too many".formatted(size, bytes.position()));
        }
        return (int) size;
    }

    /** Any 64 bits. */
    public long bits() {
        need(Long.BYTES);
        return bytes.getLong();
    }

    /** A number with a fraction. */
    public double number() {
        return Double.longBitsToDouble(bits());
    }

    /** A text. */
    public String text() {
        return new String(block(), StandardCharsets.UTF_8);
    }

    /** Bytes with their length. */
    public byte[] block() {
        int length = size();
        need(length);
        byte[] block = new byte[length];
        bytes.get(block);
        return block;
    }

    /** Counts of 0 or more. */
    public long[] counts() {
        long[] counts = new long[size()];
        int i = 0;
        while (i < counts.length) {
            long zeros = whole();
            if (zeros > counts.length - i) {
                throw broken("%d zeros at %d are too many".formatted(zeros, bytes.position()));
            }
            i += (int) zeros;
            if (i < counts.length) {
                counts[i] = whole();
            }
            i++;
        }
        return counts;
    }

    /**
     * Nothing may be left.
     *
     * @throws ServingException when something is
     */
    public void end() {
        if (bytes.hasRemaining()) {
            throw broken("%d are left over".formatted(bytes.remaining()));
        }
    }
}
