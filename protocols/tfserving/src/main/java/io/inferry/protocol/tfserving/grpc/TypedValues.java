package io.inferry.protocol.tfserving.grpc;

import static io.inferry.api.tensor.LittleEndian.INT;
import static io.inferry.api.tensor.LittleEndian.LONG;
import static io.inferry.api.tensor.LittleEndian.SHORT;

import io.inferry.api.ServingException;
import io.inferry.api.tensor.DataType;
import io.inferry.api.tensor.NumericTensor;
import io.inferry.transport.protobuf.ProtoReader;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Writes single elements into a tensor by TensorFlow's rules: what is more than the shape holds is
 * ignored, the last value stands for all that are missing, and zero where there is none. Elements
 * narrower than their field keep the low bits.
 */
final class TypedValues {
    private final DataType type;
    private final MemorySegment target;
    private final long room;
    private long count;

    private TypedValues(NumericTensor tensor) {
        type = tensor.dataType();
        target = tensor.segment();
        room = target.byteSize() / type.byteSize();
    }

    /** Fills the tensor wholly from a TensorProto's fields. */
    static void fill(NumericTensor tensor, ProtoReader fields) {
        TypedValues values = new TypedValues(tensor);
        int field = ValueField.of(tensor.dataType());
        while (fields.next()) {
            if (fields.field() == field) {
                values.readFrom(fields);
            } else {
                fields.skip();
            }
        }
        values.repeatLast();
    }

    /** A list in one piece, or a single element of one. */
    private void readFrom(ProtoReader message) {
        if (!message.hasLength()) {
            readOne(message);
            return;
        }
        long end = message.beginPacked();
        if (type == DataType.FLOAT32 || type == DataType.FLOAT64) {
            copyAll(message, end);
            return;
        }
        while (message.position() < end && count < room) {
            readOne(message);
        }
        if (message.position() > end) {
            throw ServingException.invalidArgument(
                    "the message is no protobuf of its type: a list ends inside an element");
        }
        message.skipTo(end);
    }

    /** Fixed-width elements lie in the message as they lie in memory. */
    private void copyAll(ProtoReader message, long end) {
        long size = type.byteSize();
        long sent = (end - message.position()) / size;
        if (sent * size != end - message.position()) {
            throw ServingException.invalidArgument(
                    "the message is no protobuf of its type: a list of "
                            + (end - message.position())
                            + " bytes has elements of "
                            + size);
        }
        long taken = Math.min(sent, room - count);
        message.copyTo(target.asSlice(count * size, taken * size));
        message.skipTo(end);
        count += taken;
    }

    private void readOne(ProtoReader message) {
        long bits = readBits(message);
        if (count < room) {
            store(count++, bits);
        }
    }

    private long readBits(ProtoReader message) {
        return switch (type) {
            case FLOAT32 -> message.fixed32();
            case FLOAT64 -> message.fixed64();
            case BOOL -> message.varint() == 0 ? 0 : 1;
            default -> message.varint();
        };
    }

    private void store(long index, long bits) {
        switch (type.byteSize()) {
            case Byte.BYTES -> target.set(ValueLayout.JAVA_BYTE, index, (byte) bits);
            case Short.BYTES -> target.set(SHORT, index * Short.BYTES, (short) bits);
            case Integer.BYTES -> target.set(INT, index * Integer.BYTES, (int) bits);
            default -> target.set(LONG, index * Long.BYTES, bits);
        }
    }

    /** Each copy doubles what is filled. */
    private void repeatLast() {
        if (count == 0) {
            target.fill((byte) 0);
            return;
        }
        long size = type.byteSize();
        MemorySegment missing = target.asSlice((count - 1) * size);
        long filled = size;
        while (filled < missing.byteSize()) {
            long more = Math.min(filled, missing.byteSize() - filled);
            MemorySegment.copy(missing, 0, missing, filled, more);
            filled += more;
        }
    }
}
