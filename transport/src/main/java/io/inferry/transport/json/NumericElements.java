package io.inferry.transport.json;

import static io.inferry.api.tensor.LittleEndian.INT;
import static io.inferry.api.tensor.LittleEndian.LONG;
import static io.inferry.api.tensor.LittleEndian.SHORT;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import io.inferry.api.tensor.DataType;
import io.inferry.api.tensor.Shape;
import io.inferry.api.tensor.Tensor;
import io.inferry.api.tensor.TensorMemory;
import java.lang.foreign.MemorySegment;

/** Numbers and booleans, straight into native memory. */
final class NumericElements implements Elements {

    private final DataType dataType;
    private final TensorRules rules;
    private final NativeBuffer buffer;
    private final FastLists lists;

    NumericElements(DataType dataType, TensorRules rules, TensorMemory memory) {
        this.dataType = dataType;
        this.rules = rules;
        this.buffer = new NativeBuffer(memory, dataType);
        this.lists = new FastLists(dataType, buffer);
    }

    @Override
    public void readOne(JsonReader reader) {
        long bits;
        try {
            bits = bits(reader);
        } catch (JsonTypeException e) {
            throw new TensorTypeException(dataType, e);
        }
        long offset = buffer.nextOffset(reader.remaining());
        MemorySegment segment = buffer.segment();
        switch (dataType.byteSize()) {
            case 1 -> segment.set(JAVA_BYTE, offset, (byte) bits);
            case 2 -> segment.set(SHORT, offset, (short) bits);
            case 4 -> segment.set(INT, offset, (int) bits);
            default -> segment.set(LONG, offset, bits);
        }
    }

    @Override
    public int readAll(JsonReader reader) {
        int count = 0;
        do {
            int plain = reader.peek() == Token.NUMBER ? lists.read(reader.cursor()) : 0;
            if (plain == 0) {
                readOne(reader);
                plain = 1;
            }
            count += plain;
        } while (reader.hasNext() && reader.peek() != Token.ARRAY);
        return count;
    }

    @Override
    public Tensor toTensor(Shape shape) {
        return buffer.toTensor(shape);
    }

    @Override
    public void drop() {
        buffer.drop();
    }

    private long bits(JsonReader reader) {
        return switch (dataType) {
            case BOOL -> bool(reader);
            case INT8 -> narrow(reader, Byte.MIN_VALUE, Byte.MAX_VALUE, "an int8");
            case UINT8 -> narrow(reader, 0, 0xFF, "a uint8");
            case INT16 -> narrow(reader, Short.MIN_VALUE, Short.MAX_VALUE, "an int16");
            case UINT16 -> narrow(reader, 0, 0xFFFF, "a uint16");
            case INT32 -> reader.integer(Integer.MIN_VALUE, Integer.MAX_VALUE, "an int32");
            case UINT32 -> reader.integer(0, 0xFFFF_FFFFL, "a uint32");
            case INT64 -> reader.longNumber();
            case UINT64 -> reader.unsignedLongNumber();
            case FLOAT16 -> reader.float16Number();
            case BFLOAT16 -> reader.bfloat16Number();
            case FLOAT32 -> Float.floatToRawIntBits(reader.floatNumber());
            case FLOAT64 -> Double.doubleToRawLongBits(reader.doubleNumber());
            case STRING -> throw new IllegalStateException("strings are no numbers");
        };
    }

    private long narrow(JsonReader reader, int min, int max, String name) {
        return switch (rules.integers()) {
            case FIT_THE_TYPE -> reader.integer(min, max, name);
            case NARROW_ONES_WRAP ->
                    reader.integer(Integer.MIN_VALUE, Integer.MAX_VALUE, "an int32");
        };
    }

    private long bool(JsonReader reader) {
        if (rules.bools() == TensorRules.Bools.ALSO_ZERO_ONE && reader.peek() == Token.NUMBER) {
            return reader.integer(0, 1, "a boolean, 0 or 1");
        }
        return reader.bool() ? 1 : 0;
    }
}
