package io.inferry.engine.tflite.file;

/** Steps through the fields of one protobuf message within its bounds. */
final class MessageFields {
    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int LENGTH_DELIMITED = 2;
    private static final int FIXED32 = 5;

    private final FlatBytes bytes;
    private long position;
    private long valueStart;
    private long tag;

    MessageFields(FlatBytes bytes) {
        this.bytes = bytes;
    }

    /** Moves to the next field; false at the end of the message. */
    boolean next() throws ModelFileException {
        if (position >= bytes.size()) {
            return false;
        }
        tag = varint();
        valueStart = position;
        switch ((int) (tag & 7)) {
            case VARINT -> varint();
            case FIXED64 -> position += Long.BYTES;
            case FIXED32 -> position += Integer.BYTES;
            case LENGTH_DELIMITED -> {
                long length = varint();
                valueStart = position;
                position += length;
                bytes.part(valueStart, length);
            }
            default -> throw new ModelFileException("a signature is no protobuf message");
        }
        return true;
    }

    int number() {
        return (int) (tag >>> 3);
    }

    String text() throws ModelFileException {
        requireLength();
        return bytes.text(valueStart, position - valueStart);
    }

    MessageFields message() throws ModelFileException {
        requireLength();
        return new MessageFields(bytes.part(valueStart, position - valueStart));
    }

    private void requireLength() throws ModelFileException {
        if ((tag & 7) != LENGTH_DELIMITED) {
            throw new ModelFileException("a signature has a number where a text should be");
        }
    }

    private long varint() throws ModelFileException {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            int next = bytes.unsignedByte(position++);
            value |= (long) (next & 0x7f) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw new ModelFileException("a signature has a number that is too long");
    }
}
