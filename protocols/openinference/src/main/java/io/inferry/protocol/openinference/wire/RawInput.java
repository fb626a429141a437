package io.inferry.protocol.openinference.wire;

import static io.inferry.api.tensor.LittleEndian.INT;

import io.inferry.api.ServingException;
import io.inferry.api.tensor.DataType;
import io.inferry.api.tensor.MemoryBlock;
import io.inferry.api.tensor.NumericTensor;
import io.inferry.api.tensor.StringTensor;
import io.inferry.api.tensor.Tensor;
import io.inferry.api.tensor.TensorMemory;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;

/**
 * Inputs as raw bytes: little-endian, row-major, no gaps; BOOL is one byte of 0 or 1; BYTES is a
 * 4-byte length before each element. Sizes are held against the declared shape before anything is
 * allocated for it.
 */
public final class RawInput {

    private RawInput() {}

    /** A tensor that holds a copy of the bytes. */
    public static Tensor copy(Declaration declared, MemorySegment bytes, TensorMemory memory) {
        if (declared.dataType() == DataType.STRING) {
            return strings(declared, bytes);
        }
        checkSize(declared, bytes.byteSize());
        checkBooleans(declared, bytes);
        NumericTensor tensor =
                NumericTensor.allocate(memory, declared.dataType(), declared.shape());
        tensor.segment().copyFrom(bytes);
        return tensor;
    }

    /**
     * A tensor over the first {@code length} bytes of a block. The block's reference passes to the
     * tensor, or is dropped when the bytes do not fit.
     */
    public static Tensor adopt(Declaration declared, MemoryBlock block, long length) {
        boolean adopted = false;
        try {
            MemorySegment bytes = block.segment().asSlice(0, length);
            if (declared.dataType() == DataType.STRING) {
                return strings(declared, bytes);
            }
            checkSize(declared, length);
            checkBooleans(declared, bytes);
            Tensor tensor = NumericTensor.over(block, declared.dataType(), declared.shape());
            adopted = true;
            return tensor;
        } finally {
            if (!adopted) {
                block.release();
            }
        }
    }

    private static void checkSize(Declaration declared, long actual) {
        long expected = NumericTensor.byteSize(declared.dataType(), declared.shape());
        if (expected != actual) {
            throw ServingException.invalidArgument(
                    "input byte size mismatch for input '"
                            + declared.name()
                            + "': "
                            + Datatype.name(declared.dataType())
                            + " of shape "
                            + declared.shape()
                            + " expected "
                            + expected
                            + " bytes, got "
                            + actual);
        }
    }

    /** A model that is compiled for 0 and 1 may do anything at all on another byte. */
    private static void checkBooleans(Declaration declared, MemorySegment bytes) {
        if (declared.dataType() != DataType.BOOL) {
            return;
        }
        for (long i = 0; i < bytes.byteSize(); i++) {
            byte value = bytes.get(ValueLayout.JAVA_BYTE, i);
            if ((value & ~1) != 0) {
                throw ServingException.invalidArgument(
                        "input '"
                                + declared.name()
                                + "' is BOOL, whose bytes are 0 or 1; byte "
                                + i
                                + " is "
                                + Byte.toUnsignedInt(value));
            }
        }
    }

    private static Tensor strings(Declaration declared, MemorySegment bytes) {
        long expected = declared.shape().elements();
        List<byte[]> elements = new ArrayList<>();
        long at = 0;
        while (at < bytes.byteSize()) {
            long left = bytes.byteSize() - at - Integer.BYTES;
            if (left < 0) {
                throw incomplete(declared, "length indicator", Integer.BYTES, left + Integer.BYTES);
            }
            long length = Integer.toUnsignedLong(bytes.get(INT, at));
            if (length > left) {
                throw incomplete(declared, "element", length, left);
            }
            at += Integer.BYTES;
            elements.add(bytes.asSlice(at, length).toArray(ValueLayout.JAVA_BYTE));
            at += length;
        }
        if (elements.size() != expected) {
            throw ServingException.invalidArgument(
                    "unexpected number of string elements "
                            + elements.size()
                            + " for input '"
                            + declared.name()
                            + "', expecting "
                            + expected
                            + " for shape "
                            + declared.shape());
        }
        return StringTensor.of(declared.shape(), elements);
    }

    private static ServingException incomplete(
            Declaration declared, String part, long expected, long available) {
        return ServingException.invalidArgument(
                "incomplete string "
                        + part
                        + " for input '"
                        + declared.name()
                        + "', expecting "
                        + expected
                        + " bytes but only "
                        + available
                        + " bytes available");
    }
}
