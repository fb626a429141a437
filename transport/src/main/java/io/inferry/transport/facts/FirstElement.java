package io.inferry.transport.facts;

import static io.inferry.api.tensor.LittleEndian.DOUBLE;
import static io.inferry.api.tensor.LittleEndian.FLOAT;
import static io.inferry.api.tensor.LittleEndian.INT;
import static io.inferry.api.tensor.LittleEndian.LONG;
import static io.inferry.api.tensor.LittleEndian.SHORT;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import io.inferry.api.tensor.DataType;
import io.inferry.api.tensor.NumericTensor;
import io.inferry.api.tensor.StringTensor;
import io.inferry.api.tensor.Tensor;
import java.lang.foreign.MemorySegment;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The first element of an input as a rule reads it, the same text whatever wire it came by: {@code
 * 7} for the integer and for the float 7.0, floats otherwise by the fewest digits that read back
 * the same and without an exponent, {@code true} and {@code false}, strings as UTF-8.
 */
public final class FirstElement {
    /** A longer text is none that a rule is about. */
    public static final int TEXT_BYTES_MAX = 8 << 10;

    private FirstElement() {}

    /** Of a tensor that is open; empty when it has no elements. */
    public static Optional<String> of(Tensor tensor) {
        if (tensor.shape().elements() == 0) {
            return Optional.empty();
        }
        return switch (tensor) {
            case StringTensor strings -> text(strings.elements().getFirst());
            case NumericTensor numbers -> ofRaw(numbers.dataType(), numbers.segment());
        };
    }

    /**
     * Of bytes as Open Inference Protocol's binary parts have them.
     *
     * @param bytes little-endian; a string has its length in four bytes before it
     * @return empty when they are too few
     */
    public static Optional<String> ofRaw(DataType type, MemorySegment bytes) {
        if (type == DataType.STRING) {
            return rawText(bytes);
        }
        return bytes.byteSize() < type.byteSize()
                ? Optional.empty()
                : Optional.of(number(type, bytes));
    }

    private static Optional<String> rawText(MemorySegment bytes) {
        if (bytes.byteSize() < Integer.BYTES) {
            return Optional.empty();
        }
        long length = Integer.toUnsignedLong(bytes.get(INT, 0));
        return length > TEXT_BYTES_MAX || length > bytes.byteSize() - Integer.BYTES
                ? Optional.empty()
                : text(bytes.asSlice(Integer.BYTES, length).toArray(JAVA_BYTE));
    }

    private static String number(DataType type, MemorySegment bytes) {
        return switch (type) {
            case BOOL -> Boolean.toString(bytes.get(JAVA_BYTE, 0) != 0);
            case INT8 -> Integer.toString(bytes.get(JAVA_BYTE, 0));
            case UINT8 -> Integer.toString(Byte.toUnsignedInt(bytes.get(JAVA_BYTE, 0)));
            case INT16 -> Integer.toString(bytes.get(SHORT, 0));
            case UINT16 -> Integer.toString(Short.toUnsignedInt(bytes.get(SHORT, 0)));
            case INT32 -> Integer.toString(bytes.get(INT, 0));
            case UINT32 -> Integer.toUnsignedString(bytes.get(INT, 0));
            case INT64 -> Long.toString(bytes.get(LONG, 0));
            case UINT64 -> Long.toUnsignedString(bytes.get(LONG, 0));
            case FLOAT16 -> decimal(Float.float16ToFloat(bytes.get(SHORT, 0)));
            case BFLOAT16 -> decimal(Float.intBitsToFloat(bytes.get(SHORT, 0) << Short.SIZE));
            case FLOAT32 -> decimal(bytes.get(FLOAT, 0));
            case FLOAT64 -> decimal(bytes.get(DOUBLE, 0));
            case STRING -> throw new IllegalStateException("strings are no numbers");
        };
    }

    /** A string's bytes; empty for one that is too long. */
    public static Optional<String> text(byte[] bytes) {
        return bytes.length > TEXT_BYTES_MAX
                ? Optional.empty()
                : Optional.of(new String(bytes, StandardCharsets.UTF_8));
    }

    /** A float32. */
    public static String decimal(float value) {
        return Float.isFinite(value) ? plain(Float.toString(value)) : Float.toString(value);
    }

    /** A float64. */
    public static String decimal(double value) {
        return Double.isFinite(value) ? plain(Double.toString(value)) : Double.toString(value);
    }

    private static String plain(String shortest) {
        return new BigDecimal(shortest).stripTrailingZeros().toPlainString();
    }
}
