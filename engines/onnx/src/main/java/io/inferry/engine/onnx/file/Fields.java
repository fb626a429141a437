package io.inferry.engine.onnx.file;

import java.io.IOException;

/**
 * Steps through the fields of one protobuf message. Call {@link #next()}, look at {@link
 * #number()}, then read the value or do nothing, which steps over it. Lengths are checked against
 * the enclosing message, so a truncated file is found however deep the cut is.
 */
final class Fields {
    private static final int TEXT_BYTES_MAX = 1 << 20;
    private static final int NESTING_MAX = 32;
    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int LENGTH_DELIMITED = 2;
    private static final int FIXED32 = 5;

    private final FileBytes bytes;
    private final long end;
    private final int nesting;
    private long position;
    private long valueStart;
    private long valueEnd;
    private long number;
    private int wireType;

    /** The fields of the whole file. */
    Fields(FileBytes bytes) {
        this(bytes, 0, bytes.size(), 0);
    }

    private Fields(FileBytes bytes, long start, long end, int nesting) {
        this.bytes = bytes;
        this.end = end;
        this.position = start;
        this.nesting = nesting;
    }

    /** Moves to the next field; false at the end of the message. */
    boolean next() throws IOException {
        if (position >= end) {
            return false;
        }
        long start = position;
        long tag = readVarint();
        number = tag >>> 3;
        wireType = (int) (tag & 7);
        if (number == 0 || number > 536_870_911) {
            throw new ModelFileException("byte " + start + " starts no protobuf field");
        }
        findValue(start);
        return true;
    }

    int number() {
        return (int) number;
    }

    /** The value of an integer field. */
    long varint() throws IOException {
        require(VARINT);
        position = valueStart;
        long value = readVarint();
        position = valueEnd;
        return value;
    }

    /** The value of a text field. */
    String text() throws IOException {
        require(LENGTH_DELIMITED);
        if (length() > TEXT_BYTES_MAX) {
            throw new ModelFileException(
                    "a text at byte " + valueStart + " has " + length() + " bytes");
        }
        return bytes.text(valueStart, (int) length());
    }

    /** The fields of an embedded message. */
    Fields message() throws IOException {
        require(LENGTH_DELIMITED);
        if (nesting == NESTING_MAX) {
            throw new ModelFileException("its messages are nested deeper than " + NESTING_MAX);
        }
        return new Fields(bytes, valueStart, valueEnd, nesting + 1);
    }

    /** Bytes that a length-delimited value takes. */
    long length() {
        return valueEnd - valueStart;
    }

    /** Whether an integer list is packed into one field. */
    boolean isPacked() {
        return wireType == LENGTH_DELIMITED;
    }

    /** The product of a list of dimensions, which a packed field holds. */
    long packedProduct() throws IOException {
        long product = 1;
        position = valueStart;
        while (position < valueEnd) {
            product *= readVarint();
        }
        position = valueEnd;
        return product;
    }

    private void findValue(long start) throws IOException {
        valueStart = position;
        switch (wireType) {
            case VARINT -> readVarint();
            case FIXED64 -> position += 8;
            case FIXED32 -> position += 4;
            case LENGTH_DELIMITED -> {
                long length = readVarint();
                valueStart = position;
                if (length < 0 || length > end - position) {
                    throw new ModelFileException(
                            "field %d at byte %d needs %d bytes, %d are left"
                                    .formatted(number, start, length, end - position));
                }
                position += length;
            }
            default ->
                    throw new ModelFileException(
                            "byte " + start + " has the unknown wire type " + wireType);
        }
        if (position > end) {
            throw new ModelFileException("field " + number + " at byte " + start + " is cut off");
        }
        valueEnd = position;
    }

    private long readVarint() throws IOException {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            if (position >= end) {
                throw new ModelFileException("it ends in the middle of a number");
            }
            int next = bytes.at(position++);
            value |= (long) (next & 0x7f) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw new ModelFileException("a number at byte " + position + " is too long");
    }

    private void require(int wanted) throws IOException {
        if (wireType != wanted) {
            throw new ModelFileException(
                    "field %d at byte %d has wire type %d instead of %d"
                            .formatted(number, valueStart, wireType, wanted));
        }
    }
}
