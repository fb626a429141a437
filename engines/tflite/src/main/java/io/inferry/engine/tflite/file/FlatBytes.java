package io.inferry.engine.tflite.file;

import static io.inferry.api.tensor.LittleEndian.INT;
import static io.inferry.api.tensor.LittleEndian.LONG;
import static io.inferry.api.tensor.LittleEndian.SHORT;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;

/**
 * Bounded access to the bytes of a FlatBuffer: every read is checked against the end of the file.
 * Reads and the length of texts count against budgets, since a hostile file may point at the same
 * long list or text again and again.
 */
final class FlatBytes {
    private static final int TEXT_BYTES_MAX = 1 << 16;
    private static final long ALL_TEXT_BYTES_MAX = 1 << 24;

    private static final long READS_MIN = 1 << 20;
    private static final long READS_PER_BYTE = 8;

    private final MemorySegment bytes;
    private long readsLeft;
    private long textBytesLeft = ALL_TEXT_BYTES_MAX;

    FlatBytes(MemorySegment bytes) {
        this.bytes = bytes;
        this.readsLeft = READS_MIN + READS_PER_BYTE * bytes.byteSize();
    }

    long size() {
        return bytes.byteSize();
    }

    int unsignedByte(long at) throws ModelFileException {
        check(at, 1);
        return Byte.toUnsignedInt(bytes.get(ValueLayout.JAVA_BYTE, at));
    }

    int unsignedShort(long at) throws ModelFileException {
        check(at, Short.BYTES);
        return Short.toUnsignedInt(bytes.get(SHORT, at));
    }

    int number(long at) throws ModelFileException {
        check(at, Integer.BYTES);
        return bytes.get(INT, at);
    }

    long unsigned(long at) throws ModelFileException {
        return Integer.toUnsignedLong(number(at));
    }

    long longNumber(long at) throws ModelFileException {
        check(at, Long.BYTES);
        return bytes.get(LONG, at);
    }

    /** Where the offset at this place points to. */
    long follow(long at) throws ModelFileException {
        long offset = unsigned(at);
        check(at + offset, Integer.BYTES);
        return at + offset;
    }

    String text(long at, long length) throws ModelFileException {
        check(at, length);
        textBytesLeft -= length;
        if (length > TEXT_BYTES_MAX || textBytesLeft < 0) {
            throw new ModelFileException("its texts are too long at byte " + at);
        }
        byte[] text = bytes.asSlice(at, length).toArray(ValueLayout.JAVA_BYTE);
        return new String(text, StandardCharsets.UTF_8);
    }

    /** A part with bounds of its own. */
    FlatBytes part(long at, long length) throws ModelFileException {
        check(at, length);
        return new FlatBytes(bytes.asSlice(at, length));
    }

    private void check(long at, long length) throws ModelFileException {
        if (at < 0 || length < 0 || at > bytes.byteSize() - length) {
            throw new ModelFileException(
                    "it points at byte %d, it has %d".formatted(at + length, bytes.byteSize()));
        }
        readsLeft--;
        if (readsLeft < 0) {
            throw new ModelFileException("its parts point at each other too often");
        }
    }
}
