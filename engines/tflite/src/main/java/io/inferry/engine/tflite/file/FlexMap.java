package io.inferry.engine.tflite.file;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads a FlexBuffer that is a map from texts to byte strings, the form that TensorFlow Serving's
 * tools keep signatures in. A FlexBuffer is read from its end: the last byte is the width of the
 * root, the one before it the root's type and the width of what it points to.
 */
final class FlexMap {
    private static final int STRING = 5;
    private static final int MAP = 9;
    private static final int BLOB = 25;
    private static final int KEY_BYTES_MAX = 1024;
    private static final int ENTRIES_MAX = 1024;

    private final FlatBytes bytes;

    private FlexMap(FlatBytes bytes) {
        this.bytes = bytes;
    }

    /** The entries; values that are neither string nor blob are an error. */
    static Map<String, FlatBytes> read(FlatBytes bytes) throws ModelFileException {
        long size = bytes.size();
        if (size < 3) {
            throw new ModelFileException("its signatures have " + size + " bytes");
        }
        int rootWidth = bytes.unsignedByte(size - 1);
        int type = bytes.unsignedByte(size - 2);
        if (type >> 2 != MAP) {
            throw new ModelFileException("its signatures are no map");
        }
        FlexMap reader = new FlexMap(bytes);
        return reader.entries(reader.follow(size - 2 - rootWidth, rootWidth), 1 << (type & 3));
    }

    /** A map is a list of values; before it the place of its keys, their width, and its size. */
    private Map<String, FlatBytes> entries(long values, int width) throws ModelFileException {
        long size = unsigned(values - width, width);
        if (size > ENTRIES_MAX) {
            throw new ModelFileException("it has " + size + " signatures");
        }
        long keys = follow(values - 3L * width, width);
        int keyWidth = (int) unsigned(values - 2L * width, width);
        Map<String, FlatBytes> entries = new LinkedHashMap<>();
        for (int i = 0; i < size; i++) {
            String key = key(follow(keys + (long) i * keyWidth, keyWidth));
            int type = bytes.unsignedByte(values + size * width + i);
            if (type >> 2 != STRING && type >> 2 != BLOB) {
                throw new ModelFileException("the signature '" + key + "' is no string");
            }
            long value = follow(values + (long) i * width, width);
            int lengthWidth = 1 << (type & 3);
            entries.put(key, bytes.part(value, unsigned(value - lengthWidth, lengthWidth)));
        }
        return entries;
    }

    private String key(long at) throws ModelFileException {
        for (int length = 0; length < KEY_BYTES_MAX; length++) {
            if (bytes.unsignedByte(at + length) == 0) {
                return bytes.text(at, length);
            }
        }
        throw new ModelFileException("a signature's name does not end");
    }

    /** Offsets point backwards. */
    private long follow(long at, int width) throws ModelFileException {
        return at - unsigned(at, width);
    }

    private long unsigned(long at, int width) throws ModelFileException {
        return switch (width) {
            case 1 -> bytes.unsignedByte(at);
            case 2 -> bytes.unsignedShort(at);
            case 4 -> bytes.unsigned(at);
            case 8 -> bytes.longNumber(at);
            default -> throw new ModelFileException("its signatures have numbers of odd width");
        };
    }
}
