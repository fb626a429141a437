package io.inferry.experiment.evidence.outputs;

import io.inferry.api.tensor.DataType;
import io.inferry.api.tensor.LittleEndian;
import io.inferry.api.tensor.NumericTensor;
import io.inferry.api.tensor.StringTensor;
import io.inferry.api.tensor.Tensor;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Map;

/**
 * One look over an answer: a hash of what it says, and whether it has a NaN or an infinity. Large
 * outputs are looked at in equal steps.
 */
final class ElementSample {
    /** Elements of one answer, over all its outputs. */
    static final int ELEMENTS_MAX = 256;

    private static final int OUTPUTS_MAX = 8;

    /** Odd, so that no element is lost; one multiplication an element where mixing has two. */
    private static final long FACTOR = 0x9e3779b97f4a7c15L;

    private long hash;
    private boolean invalid;

    void look(Map<String, Tensor> outputs) {
        int count = Math.min(outputs.size(), OUTPUTS_MAX);
        int left = count;
        for (Tensor output : outputs.values()) {
            if (left-- == 0) {
                return;
            }
            hash = Hash.mix(hash ^ output.shape().hashCode());
            switch (output) {
                case StringTensor text -> texts(text, ELEMENTS_MAX / count);
                case NumericTensor numbers -> numbers(numbers, ELEMENTS_MAX / count);
            }
        }
    }

    long hash() {
        return hash;
    }

    boolean isInvalid() {
        return invalid;
    }

    private void texts(StringTensor text, int most) {
        int step = Math.ceilDiv(Math.max(1, text.elements().size()), most);
        for (int i = 0; i < text.elements().size(); i += step) {
            hash = Hash.mix(hash ^ Arrays.hashCode(text.elements().get(i)));
        }
    }

    private void numbers(NumericTensor numbers, int most) {
        DataType type = numbers.dataType();
        long elements = numbers.byteSize() / type.byteSize();
        long step = Math.ceilDiv(Math.max(1, elements), most);
        if (type == DataType.FLOAT32) {
            floats(numbers.segment(), elements, step);
            return;
        }
        boolean checked = Elements.mayBeInvalid(type);
        MemorySegment segment = numbers.segment();
        for (long i = 0; i < elements; i += step) {
            double value = Elements.at(type, segment, i);
            invalid |= checked && !Double.isFinite(value);
            hash = Hash.mix(hash ^ Double.doubleToRawLongBits(value));
        }
    }

    private void floats(MemorySegment segment, long elements, long step) {
        long sum = hash;
        boolean finite = true;
        for (long i = 0; i < elements; i += step) {
            float value = segment.get(LittleEndian.FLOAT, Float.BYTES * i);
            finite &= Float.isFinite(value);
            sum = sum * FACTOR + Float.floatToRawIntBits(value);
        }
        hash = Hash.mix(sum);
        invalid |= !finite;
    }
}
