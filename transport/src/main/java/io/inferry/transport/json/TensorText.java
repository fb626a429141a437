package io.inferry.transport.json;

import static io.inferry.api.tensor.LittleEndian.DOUBLE;
import static io.inferry.api.tensor.LittleEndian.FLOAT;
import static io.inferry.api.tensor.LittleEndian.INT;
import static io.inferry.api.tensor.LittleEndian.LONG;
import static io.inferry.api.tensor.LittleEndian.SHORT;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import io.inferry.api.tensor.DataType;
import io.inferry.api.tensor.NumericTensor;
import io.inferry.api.tensor.Shape;
import io.inferry.api.tensor.StringTensor;
import io.inferry.api.tensor.Tensor;
import java.lang.foreign.MemorySegment;

/** Writes a tensor's elements out of native memory. */
final class TensorText {

    private final JsonWriter writer;
    private final Tensor tensor;
    private final Shape shape;

    TensorText(JsonWriter writer, Tensor tensor) {
        this.writer = writer;
        this.tensor = tensor;
        this.shape = tensor.shape();
    }

    void putNested() {
        put(0, 0, shape.elements());
    }

    void putFlat() {
        writer.beginArray();
        putElements(0, shape.elements());
        writer.endArray();
    }

    void putElement(long index) {
        putElements(index, 1);
    }

    void putRow(long index) {
        long perRow = shape.elements() / shape.dim(0);
        put(1, index * perRow, perRow);
    }

    /** The part that begins at element {@code from}, seen from dimension {@code dim} on. */
    private void put(int dim, long from, long count) {
        if (dim == shape.rank()) {
            putElements(from, 1);
            return;
        }
        writer.beginArray();
        if (dim == shape.rank() - 1) {
            putElements(from, count);
        } else {
            long size = shape.dim(dim);
            for (long i = 0; i < size; i++) {
                put(dim + 1, from + i * (count / size), count / size);
            }
        }
        writer.endArray();
    }

    private void putElements(long from, long count) {
        switch (tensor) {
            case StringTensor strings -> putStrings(strings, (int) from, (int) count);
            case NumericTensor numbers -> putNumbers(numbers, from, count);
        }
    }

    private void putStrings(StringTensor strings, int from, int count) {
        for (byte[] text : strings.elements().subList(from, from + count)) {
            writer.string(text);
        }
    }

    private void putNumbers(NumericTensor numbers, long from, long count) {
        MemorySegment segment = numbers.segment();
        DataType dataType = numbers.dataType();
        if (dataType == DataType.FLOAT32) {
            for (long i = from; i < from + count; i++) {
                writer.number(segment.get(FLOAT, i * Float.BYTES));
            }
            return;
        }
        for (long i = from; i < from + count; i++) {
            putNumber(dataType, segment, i * dataType.byteSize());
        }
    }

    private void putNumber(DataType dataType, MemorySegment segment, long offset) {
        switch (dataType) {
            case BOOL -> writer.bool(segment.get(JAVA_BYTE, offset) != 0);
            case INT8 -> writer.number((long) segment.get(JAVA_BYTE, offset));
            case UINT8 -> writer.number(segment.get(JAVA_BYTE, offset) & 0xFFL);
            case INT16 -> writer.number((long) segment.get(SHORT, offset));
            case UINT16 -> writer.number(segment.get(SHORT, offset) & 0xFFFFL);
            case INT32 -> writer.number((long) segment.get(INT, offset));
            case UINT32 -> writer.number(segment.get(INT, offset) & 0xFFFF_FFFFL);
            case INT64 -> writer.number(segment.get(LONG, offset));
            case UINT64 -> writer.unsignedNumber(segment.get(LONG, offset));
            case FLOAT16 -> writer.number(Float.float16ToFloat(segment.get(SHORT, offset)));
            case BFLOAT16 ->
                    writer.number(Float.intBitsToFloat(segment.get(SHORT, offset) << Short.SIZE));
            case FLOAT32 -> writer.number(segment.get(FLOAT, offset));
            case FLOAT64 -> writer.number(segment.get(DOUBLE, offset));
            case STRING -> throw new IllegalStateException("strings are no numbers");
        }
    }
}
