package io.inferry.contracts;

import static io.inferry.api.tensor.LittleEndian.INT;
import static io.inferry.api.tensor.LittleEndian.LONG;
import static io.inferry.api.tensor.LittleEndian.SHORT;

import io.inferry.api.tensor.DataType;
import io.inferry.api.tensor.NumericTensor;
import io.inferry.api.tensor.Shape;
import io.inferry.api.tensor.TensorMemory;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Elements of any numeric dtype as doubles, for tests that do not care which dtype it is. */
public final class Numbers {

    private Numbers() {}

    /** A tensor of these values, rounded or cut to the dtype. */
    public static NumericTensor tensor(
            TensorMemory memory, DataType dataType, Shape shape, double... values) {
        if (shape.elements() != values.length) {
            throw new IllegalArgumentException(
                    "shape " + shape + " does not hold " + values.length + " values");
        }
        NumericTensor tensor = NumericTensor.allocate(memory, dataType, shape);
        for (int i = 0; i < values.length; i++) {
            set(tensor.segment(), dataType, i, values[i]);
        }
        return tensor;
    }

    /** All elements, row-major. Integers beyond 2^53 are rounded. */
    public static double[] toDoubles(NumericTensor tensor) {
        MemorySegment segment = tensor.segment();
        double[] values = new double[Math.toIntExact(tensor.shape().elements())];
        for (int i = 0; i < values.length; i++) {
            values[i] = get(segment, tensor.dataType(), i);
        }
        return values;
    }

    private static double get(MemorySegment segment, DataType dataType, long index) {
        long at = index * dataType.byteSize();
        return switch (dataType) {
            case BOOL, INT8 -> segment.get(ValueLayout.JAVA_BYTE, at);
            case UINT8 -> Byte.toUnsignedInt(segment.get(ValueLayout.JAVA_BYTE, at));
            case INT16 -> segment.get(SHORT, at);
            case UINT16 -> Short.toUnsignedInt(segment.get(SHORT, at));
            case FLOAT16 -> Float.float16ToFloat(segment.get(SHORT, at));
            case BFLOAT16 -> Float.intBitsToFloat(segment.get(SHORT, at) << 16);
            case INT32 -> segment.get(INT, at);
            case UINT32 -> Integer.toUnsignedLong(segment.get(INT, at));
            case FLOAT32 -> Float.intBitsToFloat(segment.get(INT, at));
            case INT64 -> segment.get(LONG, at);
            case UINT64 -> unsignedToDouble(segment.get(LONG, at));
            case FLOAT64 -> Double.longBitsToDouble(segment.get(LONG, at));
            case STRING -> throw new IllegalArgumentException("strings are no numbers");
        };
    }

    private static void set(MemorySegment segment, DataType dataType, long index, double value) {
        long at = index * dataType.byteSize();
        switch (dataType) {
            case BOOL -> segment.set(ValueLayout.JAVA_BYTE, at, (byte) (value == 0 ? 0 : 1));
            case INT8, UINT8 -> segment.set(ValueLayout.JAVA_BYTE, at, (byte) (int) value);
            case INT16, UINT16 -> segment.set(SHORT, at, (short) (int) value);
            case FLOAT16 -> segment.set(SHORT, at, Float.floatToFloat16((float) value));
            case BFLOAT16 ->
                    segment.set(SHORT, at, (short) (Float.floatToIntBits((float) value) >>> 16));
            case INT32, UINT32 -> segment.set(INT, at, (int) (long) value);
            case FLOAT32 -> segment.set(INT, at, Float.floatToRawIntBits((float) value));
            case INT64, UINT64 -> segment.set(LONG, at, (long) value);
            case FLOAT64 -> segment.set(LONG, at, Double.doubleToRawLongBits(value));
            case STRING -> throw new IllegalArgumentException("strings are no numbers");
        }
    }

    private static double unsignedToDouble(long bits) {
        return bits >= 0 ? bits : (bits >>> 1) * 2.0 + (bits & 1);
    }
}
