package io.inferry.core.table;

import io.inferry.api.ServingException;
import io.inferry.api.tensor.DataType;
import io.inferry.api.tensor.LittleEndian;
import io.inferry.api.tensor.NumericTensor;
import io.inferry.api.tensor.Tensor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Numbers of any dtype as doubles. Integers beyond 2^53 lose their last digits. */
final class Numbers {
    private static final double WHOLE_MAX = 1L << 53;

    private Numbers() {}

    /** The elements of a numeric tensor. */
    static double[] of(Tensor tensor) {
        if (!(tensor instanceof NumericTensor numbers)) {
            throw new IllegalArgumentException(tensor + " has no numbers");
        }
        double[] values = new double[Math.toIntExact(numbers.shape().elements())];
        for (int i = 0; i < values.length; i++) {
            values[i] = at(numbers.segment(), numbers.dataType(), i);
        }
        return values;
    }

    private static double at(MemorySegment from, DataType type, int i) {
        return switch (type) {
            case BOOL, UINT8 -> Byte.toUnsignedInt(from.get(ValueLayout.JAVA_BYTE, i));
            case INT8 -> from.get(ValueLayout.JAVA_BYTE, i);
            case UINT16 -> Short.toUnsignedInt(from.get(LittleEndian.SHORT, 2L * i));
            case INT16 -> from.get(LittleEndian.SHORT, 2L * i);
            case UINT32 -> Integer.toUnsignedLong(from.get(LittleEndian.INT, 4L * i));
            case INT32 -> from.get(LittleEndian.INT, 4L * i);
            case INT64 -> (double) from.get(LittleEndian.LONG, 8L * i);
            case UINT64 -> unsigned(from.get(LittleEndian.LONG, 8L * i));
            case FLOAT16 -> Float.float16ToFloat(from.get(LittleEndian.SHORT, 2L * i));
            case BFLOAT16 -> Float.intBitsToFloat(from.get(LittleEndian.SHORT, 2L * i) << 16);
            case FLOAT32 -> from.get(LittleEndian.FLOAT, 4L * i);
            case FLOAT64 -> from.get(LittleEndian.DOUBLE, 8L * i);
            case STRING -> throw ServingException.dataTypeMismatch("column", "numbers", type);
        };
    }

    private static double unsigned(long bits) {
        double value = (double) (bits & Long.MAX_VALUE);
        return bits < 0 ? value + 0x1p63 : value;
    }

    /** As a person writes it: whole numbers without a point; nothing for NaN. */
    static String text(double value) {
        if (Double.isNaN(value)) {
            return "";
        }
        return value == Math.rint(value) && Math.abs(value) < WHOLE_MAX
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
