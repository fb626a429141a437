package io.inferry.protocol.openinference.grpc;

import static io.inferry.api.tensor.LittleEndian.INT;
import static io.inferry.api.tensor.LittleEndian.LONG;
import static io.inferry.api.tensor.LittleEndian.SHORT;

import io.inferry.api.ServingException;
import io.inferry.api.tensor.DataType;
import io.inferry.protocol.openinference.wire.Datatype;
import io.inferry.protocol.openinference.wire.Declaration;
import io.inferry.transport.protobuf.ProtoReader;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Writes typed elements into a tensor's memory, one after the other. */
final class TypedElements {

    private final Declaration declared;
    private final DataType dataType;
    private final MemorySegment target;
    private final long room;
    private long count;

    TypedElements(Declaration declared, MemorySegment target) {
        this.declared = declared;
        this.dataType = declared.dataType();
        this.target = target;
        this.room = declared.shape().elements();
    }

    /** How many elements there were, those without room included. */
    long count() {
        return count;
    }

    /** Reads the field at hand: a list in one piece, or a single element of one. */
    void readFrom(ProtoReader message) {
        if (!message.hasLength()) {
            readOne(message);
            return;
        }
        long end = message.beginPacked();
        if (dataType == DataType.FLOAT32 || dataType == DataType.FLOAT64) {
            copyAll(message, end);
            return;
        }
        while (message.position() < end) {
            readOne(message);
        }
    }

    /** Fixed-width elements lie in the message as they lie in memory. */
    private void copyAll(ProtoReader message, long end) {
        long bytes = end - message.position();
        long size = dataType.byteSize();
        if (bytes % size != 0 || bytes / size > room - count) {
            count += (bytes + size - 1) / size;
            message.skipTo(end);
            return;
        }
        message.copyTo(target.asSlice(count * size, bytes));
        count += bytes / size;
    }

    private void readOne(ProtoReader message) {
        long index = count++;
        long value = readBits(message);
        if (index < room) {
            store(index, value);
        }
    }

    private long readBits(ProtoReader message) {
        return switch (dataType) {
            case FLOAT16 -> half(message.fixed32());
            case BFLOAT16 -> brain(message.fixed32());
            case FLOAT32 -> message.fixed32();
            case FLOAT64 -> message.fixed64();
            case BOOL -> message.varint() == 0 ? 0 : 1;
            case INT64, UINT64 -> message.varint();
            case INT32 -> int32(message);
            case UINT32 -> message.varint() & 0xFFFF_FFFFL;
            case INT8 -> within(int32(message), Byte.MIN_VALUE, Byte.MAX_VALUE);
            case INT16 -> within(int32(message), Short.MIN_VALUE, Short.MAX_VALUE);
            case UINT8 -> within(message.varint() & 0xFFFF_FFFFL, 0, 0xFF);
            case UINT16 -> within(message.varint() & 0xFFFF_FFFFL, 0, 0xFFFF);
            case STRING -> throw new IllegalStateException("strings are no numbers");
        };
    }

    private void store(long index, long bits) {
        switch (dataType.byteSize()) {
            case Byte.BYTES -> target.set(ValueLayout.JAVA_BYTE, index, (byte) bits);
            case Short.BYTES -> target.set(SHORT, index * Short.BYTES, (short) bits);
            case Integer.BYTES -> target.set(INT, index * Integer.BYTES, (int) bits);
            default -> target.set(LONG, index * Long.BYTES, bits);
        }
    }

    private long within(long value, long min, long max) {
        if (value < min || value > max) {
            throw ServingException.invalidArgument(
                    "input '"
                            + declared.name()
                            + "' of datatype "
                            + Datatype.name(dataType)
                            + " takes elements from "
                            + min
                            + " to "
                            + max
                            + ", got "
                            + value);
        }
        return value;
    }

    /** Negative ones come as ten bytes, of which the upper four say nothing. */
    private static int int32(ProtoReader message) {
        return (int) message.varint();
    }

    private static int half(int floatBits) {
        return Float.floatToFloat16(Float.intBitsToFloat(floatBits));
    }

    /** The upper half of a float32, rounded to nearest even; a NaN stays one. */
    private static int brain(int floatBits) {
        if (Float.isNaN(Float.intBitsToFloat(floatBits))) {
            return (floatBits >>> Short.SIZE) | 0x40;
        }
        int roundUp = 0x7FFF + ((floatBits >>> Short.SIZE) & 1);
        return (floatBits + roundUp) >>> Short.SIZE;
    }
}
