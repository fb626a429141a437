package io.inferry.engine.trees.xgboost;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.inferry.engine.trees.forest.ModelFileException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Bytes of a file, read from the start; to read beyond its end is a broken model. */
final class LittleEndianBytes {
    private final ByteBuffer bytes;

    LittleEndianBytes(byte[] file) {
        bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    }

    int int32() {
        need(1, Integer.BYTES);
        return bytes.getInt();
    }

    float float32() {
        need(1, Float.BYTES);
        return bytes.getFloat();
    }

    /** A length, which is no longer than what is left. */
    long length() {
        need(1, Long.BYTES);
        long length = bytes.getLong();
        need(length, 1);
        return length;
    }

    String text() {
        byte[] text = new byte[(int) length()];
        bytes.get(text);
        return new String(text, UTF_8);
    }

    void skip(int count) {
        need(count, 1);
        bytes.position(bytes.position() + count);
    }

    /** Steps over these letters where they are next. */
    void skipText(String text) {
        if (bytes.remaining() >= text.length()
                && new String(bytes.array(), bytes.position(), text.length(), ISO_8859_1)
                        .equals(text)) {
            skip(text.length());
        }
    }

    /** Holds a count against what is left before memory is taken for it. */
    void need(long count, int itemBytes) {
        if (count < 0 || count > bytes.remaining() / itemBytes) {
            throw ModelFileException.broken(
                    "it ends at byte %d: %d items of %d bytes are announced at byte %d"
                            .formatted(bytes.limit(), count, itemBytes, bytes.position()));
        }
    }
}
