package io.inferry.experiment.evidence.shadow;

import io.inferry.api.tensor.DataType;
import io.inferry.api.tensor.LittleEndian;
import io.inferry.api.tensor.NumericTensor;
import io.inferry.api.tensor.StringTensor;
import io.inferry.api.tensor.Tensor;
import io.inferry.experiment.evidence.outputs.Elements;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Tensors as maps and lists that JSON can write, within a budget of bytes. NaN and infinities are
 * texts; strings that are no UTF-8 are {@code {"b64": …}}.
 */
final class TensorText {
    /** Bytes kept of the tensors of one side. */
    static final int BYTES_MAX = 8192;

    private int left = BYTES_MAX;

    private TensorText() {}

    /** Dtype, shape and elements of each, by name. */
    static Map<String, Object> of(Map<String, Tensor> tensors) {
        TensorText text = new TensorText();
        Map<String, Object> all = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> all.put(name, text.of(tensor)));
        return all;
    }

    private Map<String, Object> of(Tensor tensor) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("dtype", tensor.dataType().name());
        map.put("shape", Arrays.stream(tensor.shape().toArray()).boxed().toList());
        List<Object> elements =
                switch (tensor) {
                    case NumericTensor numbers -> numbers(numbers);
                    case StringTensor text -> texts(text);
                };
        map.put("elements", elements);
        if (elements.size() < tensor.shape().elements()) {
            map.put("truncated", true);
        }
        return map;
    }

    private List<Object> numbers(NumericTensor numbers) {
        int size = numbers.dataType().byteSize();
        long count = Math.min(left, numbers.byteSize()) / size;
        List<Object> elements = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            elements.add(element(numbers, i));
        }
        left -= (int) count * size;
        return elements;
    }

    private static Object element(NumericTensor numbers, long i) {
        return switch (numbers.dataType()) {
            case BOOL -> Elements.at(numbers, i) != 0;
            case INT64 -> numbers.segment().get(LittleEndian.LONG, i * Long.BYTES);
            case UINT64 ->
                    new BigInteger(
                            Long.toUnsignedString(
                                    numbers.segment().get(LittleEndian.LONG, i * Long.BYTES)));
            case UINT8, UINT16, UINT32, INT8, INT16, INT32 -> (long) Elements.at(numbers, i);
            case FLOAT16, BFLOAT16, FLOAT32, FLOAT64, STRING -> real(numbers, i);
        };
    }

    private static Object real(NumericTensor numbers, long i) {
        double value = Elements.at(numbers, i);
        if (!Double.isFinite(value)) {
            return Double.toString(value);
        }
        return numbers.dataType() == DataType.FLOAT64 ? (Object) value : (Object) (float) value;
    }

    private List<Object> texts(StringTensor text) {
        List<Object> elements = new ArrayList<>();
        for (byte[] bytes : text.elements()) {
            if (bytes.length + 1 > left) {
                break;
            }
            left -= bytes.length + 1;
            elements.add(text(bytes));
        }
        return elements;
    }

    private static Object text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException notText) {
            return Map.of("b64", Base64.getEncoder().encodeToString(bytes));
        }
    }
}
