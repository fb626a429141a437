package io.inferry.engine.opencv.file;

import io.inferry.api.tensor.LittleEndian;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Goes through the fields of a protobuf message; a message inside stays where it is. */
final class ProtoFields {
    private static final int VARINT = 0;
    private static final int EIGHT_BYTES = 1;
    private static final int MESSAGE = 2;
    private static final int FOUR_BYTES = 5;
    private static final int VARINT_BITS_MAX = 63;

    private final MemorySegment bytes;
    private long at;
    private int number;
    private int type;
    private MemorySegment message = MemorySegment.NULL;

    ProtoFields(MemorySegment bytes) {
        this.bytes = bytes;
    }

    /**
     * Goes to the next field.
     *
     * @return whether there is one
     * @throws ModelFileException when the message is cut short, or is none
     */
    boolean next() throws ModelFileException {
        if (at == bytes.byteSize()) {
            return false;
        }
        long tag = varint();
        number = (int) (tag >>> 3);
        type = (int) tag & 7;
        switch (type) {
            case VARINT -> {
                long _ = varint();
            }
            case EIGHT_BYTES -> message = take(LittleEndian.LONG.byteSize());
            case FOUR_BYTES -> message = take(LittleEndian.INT.byteSize());
            case MESSAGE -> message = take(varint());
            default -> throw new ModelFileException("at byte %d is no field".formatted(at));
        }
        return true;
    }

    /** The field's number. */
    int number() {
        return number;
    }

    /** Whether it is this field, and has a length of its own. */
    boolean isMessage(int wanted) {
        return number == wanted && type == MESSAGE;
    }

    /** What is in it. */
    MemorySegment message() {
        return message;
    }

    private MemorySegment take(long byteSize) throws ModelFileException {
        if (byteSize < 0 || byteSize > bytes.byteSize() - at) {
            throw new ModelFileException(
                    "it ends at byte %d of a field of %d"
                            .formatted(bytes.byteSize() - at, byteSize));
        }
        MemorySegment taken = bytes.asSlice(at, byteSize);
        at += byteSize;
        return taken;
    }

    private long varint() throws ModelFileException {
        long value = 0;
        for (int shift = 0; shift <= VARINT_BITS_MAX; shift += 7) {
            byte next = take(1).get(ValueLayout.JAVA_BYTE, 0);
            value |= (next & 0x7fL) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new ModelFileException("at byte %d a number does not end".formatted(at));
    }
}
