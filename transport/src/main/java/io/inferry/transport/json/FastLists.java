package io.inferry.transport.json;

import static io.inferry.api.tensor.LittleEndian.DOUBLE;
import static io.inferry.api.tensor.LittleEndian.FLOAT;
import static io.inferry.api.tensor.LittleEndian.INT;
import static io.inferry.api.tensor.LittleEndian.LONG;

import io.inferry.api.tensor.DataType;
import java.lang.foreign.MemorySegment;

/** Reads runs of plain numbers into native memory. */
final class FastLists {

    private final PlainNumber number = new PlainNumber();
    private final DataType dataType;
    private final NativeBuffer buffer;

    FastLists(DataType dataType, NativeBuffer buffer) {
        this.dataType = dataType;
        this.buffer = buffer;
    }

    /** Reads as many elements as are plain and fit, from the place before the next; how many. */
    int read(Cursor cursor) {
        byte[] array = cursor.array();
        int safe = cursor.limit() - PlainNumber.REACH;
        int at = cursor.next();
        int end = at;
        long first = buffer.count();
        long count = first;
        MemorySegment segment = buffer.segment();
        long room = buffer.capacity();
        while (at <= safe) {
            int behind = number.scan(array, at);
            if (behind == PlainNumber.NONE) {
                break;
            }
            if (count == room) {
                buffer.count(count);
                buffer.grow(cursor.limit() - at);
                segment = buffer.segment();
                room = buffer.capacity();
            }
            if (!put(segment, count)) {
                break;
            }
            count++;
            end = behind;
            if (array[end] != ',') {
                break;
            }
            at = Cursor.spaceEnd(array, end + 1, safe);
        }
        if (count > first) {
            buffer.count(count);
            cursor.valueEnds(end);
        }
        return (int) (count - first);
    }

    /** Plain integers have at most seven digits, so that the wider types take them all. */
    private boolean put(MemorySegment segment, long index) {
        return switch (dataType) {
            case FLOAT32 -> {
                float value = BinaryRounding.toFloat(number.digits(), -number.fraction());
                segment.set(FLOAT, index * 4, number.negative() ? -value : value);
                yield true;
            }
            case FLOAT64 -> {
                double value = BinaryRounding.toDouble(number.digits(), -number.fraction());
                segment.set(DOUBLE, index * 8, number.negative() ? -value : value);
                yield true;
            }
            case INT32 -> {
                segment.set(INT, index * 4, (int) number.toLong());
                yield number.fraction() == 0;
            }
            case INT64 -> {
                segment.set(LONG, index * 8, number.toLong());
                yield number.fraction() == 0;
            }
            case BOOL, UINT8, INT8, UINT16, INT16, UINT32, UINT64, FLOAT16, BFLOAT16, STRING ->
                    false;
        };
    }
}
