package io.inferry.experiment.evidence.outputs;

import io.inferry.api.tensor.DataType;
import io.inferry.api.tensor.LittleEndian;
import io.inferry.api.tensor.NumericTensor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Reads single elements of numeric tensors as doubles. */
public final class Elements {
    private static final int BFLOAT_SHIFT = 16;
    private static final double UNSIGNED_LONG_MID = 0x1p63;

    private Elements() {}

    /** Whether elements can be NaN or infinite. */
    static boolean mayBeInvalid(DataType type) {
        return switch (type) {
            case FLOAT16, BFLOAT16, FLOAT32, FLOAT64 -> true;
            case BOOL, UINT8, UINT16, UINT32, UINT64, INT8, INT16, INT32, INT64, STRING -> false;
        };
    }

    /** The element at a row-major index; 64-bit integers beyond 2⁵³ are rounded. */
    public static double at(NumericTensor tensor, long index) {
        return at(tensor.dataType(), tensor.segment(), index);
    }

    static double at(DataType type, MemorySegment segment, long i) {
        return switch (type) {
            case FLOAT32 -> segment.get(LittleEndian.FLOAT, 4 * i);
            case FLOAT64 -> segment.get(LittleEndian.DOUBLE, 8 * i);
            case BOOL, INT8 -> segment.get(ValueLayout.JAVA_BYTE, i);
            case UINT8 -> segment.get(ValueLayout.JAVA_BYTE, i) & 0xff;
            case INT16 -> segment.get(LittleEndian.SHORT, 2 * i);
            case UINT16 -> segment.get(LittleEndian.SHORT, 2 * i) & 0xffff;
            case FLOAT16 -> Float.float16ToFloat(segment.get(LittleEndian.SHORT, 2 * i));
            case BFLOAT16 ->
                    Float.intBitsToFloat(segment.get(LittleEndian.SHORT, 2 * i) << BFLOAT_SHIFT);
            case INT32 -> segment.get(LittleEndian.INT, 4 * i);
            case UINT32 -> Integer.toUnsignedLong(segment.get(LittleEndian.INT, 4 * i));
            case INT64 -> segment.get(LittleEndian.LONG, 8 * i);
            case UINT64 -> unsigned(segment.get(LittleEndian.LONG, 8 * i));
            case STRING -> throw new IllegalStateException("strings are no numbers");
        };
    }

    private static double unsigned(long bits) {
        return bits >= 0 ? bits : (bits & Long.MAX_VALUE) + UNSIGNED_LONG_MID;
    }
}
