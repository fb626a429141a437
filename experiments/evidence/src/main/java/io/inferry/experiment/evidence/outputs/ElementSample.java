package io.inferry.experiment.evidence.outputs;

import io.inferry.api.tensor.DataType;
import io.inferry.api.tensor.LittleEndian;
import io.inferry.api.tensor.NumericTensor;
import io.inferry.api.tensor.Shape;
import io.inferry.api.tensor.StringTensor;
import io.inferry.api.tensor.Tensor;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Map;

/**
 * One look over an answer: a hash of what its first row says, and whether it has a NaN or an
 * infinity. The first row only, or requests of different sizes would hide that a model always says
 * the same. Large outputs are looked at in equal steps.
 */
final class ElementSample {
    /** Elements of one answer, over all its outputs. */
    static final int ELEMENTS_MAX = 256;

    private static final int OUTPUTS_MAX = 8;

    /** Odd, so that no element is lost; one multiplication an element where mixing has two. */
    private static final long FACTOR = 0x9e3779b97f4a7c15L;

    private final int rows;
    private long hash;
    private boolean invalid;

    /**
     * @param rows of the request
     */
    ElementSample(int rows) {
        this.rows = rows;
    }

    void look(Map<String, Tensor> outputs) {
        int count = Math.min(outputs.size(), OUTPUTS_MAX);
        int left = count;
        for (Tensor output : outputs.values()) {
            if (left-- == 0) {
                return;
            }
            switch (output) {
                case StringTensor text -> texts(text, ELEMENTS_MAX / count);
                case NumericTensor numbers -> numbers(numbers, ELEMENTS_MAX / count);
            }
        }
    }

    /** Elements of the first row; all of them where there are no rows. */
    private long ofFirstRow(Shape shape, long elements) {
        boolean divided = rows > 1 && shape.rank() > 0 && shape.dim(0) == rows;
        return divided ? elements / rows : elements;
    }

    long hash() {
        return hash;
    }

    boolean isInvalid() {
        return invalid;
    }

    private void texts(StringTensor text, int most) {
        long end = ofFirstRow(text.shape(), text.elements().size());
        int step = (int) Math.ceilDiv(Math.max(1, end), (long) most);
        for (int i = 0; i < end; i += step) {
            hash = Hash.mix(hash ^ Arrays.hashCode(text.elements().get(i)));
        }
    }

    private void numbers(NumericTensor numbers, int most) {
        long elements = numbers.byteSize() / numbers.dataType().byteSize();
        long row = ofFirstRow(numbers.shape(), elements);
        if (row == elements) {
            hash = range(numbers, 0, elements, most);
            return;
        }
        hash = range(numbers, 0, row, most / 2);
        range(numbers, row, elements, most / 2);
    }

    /** Looks at some elements, and continues the hash with them. */
    private long range(NumericTensor numbers, long from, long to, int most) {
        DataType type = numbers.dataType();
        long step = Math.ceilDiv(Math.max(1, to - from), (long) most);
        MemorySegment segment = numbers.segment();
        if (type == DataType.FLOAT32) {
            return floats(segment, from, to, step);
        }
        boolean checked = Elements.mayBeInvalid(type);
        long sum = hash;
        for (long i = from; i < to; i += step) {
            double value = Elements.at(type, segment, i);
            invalid |= checked && !Double.isFinite(value);
            sum = Hash.mix(sum ^ Double.doubleToRawLongBits(value));
        }
        return sum;
    }

    private long floats(MemorySegment segment, long from, long to, long step) {
        long sum = hash;
        boolean finite = true;
        for (long i = from; i < to; i += step) {
            float value = segment.get(LittleEndian.FLOAT, Float.BYTES * i);
            finite &= Float.isFinite(value);
            sum = sum * FACTOR + Float.floatToRawIntBits(value);
        }
        invalid |= !finite;
        return Hash.mix(sum);
    }
}
