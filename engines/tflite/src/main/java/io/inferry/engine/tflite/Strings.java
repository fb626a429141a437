package io.inferry.engine.tflite;

import static io.inferry.api.tensor.LittleEndian.INT;

import io.inferry.api.ServingException;
import io.inferry.api.tensor.Shape;
import io.inferry.api.tensor.StringTensor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;

/**
 * TensorFlow Lite's form of a string tensor (tensorflow/lite/string_util.h): the number of strings,
 * where each begins and where the last ends, counted from the front, then their bytes. All numbers
 * have 32 bits.
 */
final class Strings {
    private Strings() {}

    /** Bytes that these strings need. */
    static long byteSize(StringTensor tensor) {
        return start(tensor.elements().size()) + tensor.byteSize();
    }

    /**
     * Writes the strings.
     *
     * @param into of {@link #byteSize}
     */
    static void write(StringTensor tensor, MemorySegment into) {
        List<byte[]> elements = tensor.elements();
        into.set(INT, 0, elements.size());
        long at = start(elements.size());
        for (int i = 0; i < elements.size(); i++) {
            byte[] element = elements.get(i);
            into.set(INT, offset(i), (int) at);
            MemorySegment.copy(element, 0, into, ValueLayout.JAVA_BYTE, at, element.length);
            at += element.length;
        }
        into.set(INT, offset(elements.size()), (int) at);
    }

    /**
     * Reads as many strings as the shape has.
     *
     * @throws ServingException INTERNAL when the runtime wrote something else
     */
    static StringTensor read(String name, MemorySegment from, Shape shape) {
        long count = shape.elements();
        if (count == 0) {
            return StringTensor.of(shape, List.of());
        }
        if (from.byteSize() < start(count) || from.get(INT, 0) != count) {
            throw unusable(name, shape);
        }
        List<byte[]> elements = new ArrayList<>((int) count);
        for (int i = 0; i < count; i++) {
            int begin = from.get(INT, offset(i));
            int end = from.get(INT, offset(i + 1));
            if (begin < 0 || end < begin || end > from.byteSize()) {
                throw unusable(name, shape);
            }
            elements.add(from.asSlice(begin, end - begin).toArray(ValueLayout.JAVA_BYTE));
        }
        return StringTensor.of(shape, elements);
    }

    private static ServingException unusable(String name, Shape shape) {
        return ServingException.internal(
                "output '%s' does not hold the strings of the shape %s".formatted(name, shape),
                new IllegalStateException("string table out of bounds"));
    }

    private static long offset(long index) {
        return Integer.BYTES * (index + 1);
    }

    private static long start(long count) {
        return Integer.BYTES * (count + 2);
    }
}
