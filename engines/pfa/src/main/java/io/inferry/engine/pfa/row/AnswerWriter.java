package io.inferry.engine.pfa.row;

import io.inferry.api.ServingException;
import io.inferry.api.tensor.DataType;
import io.inferry.api.tensor.LittleEndian;
import io.inferry.api.tensor.NumericTensor;
import io.inferry.api.tensor.Shape;
import io.inferry.api.tensor.StringTensor;
import io.inferry.api.tensor.Tensor;
import io.inferry.api.tensor.TensorMemory;
import io.inferry.engine.pfa.program.Instance;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/** Makes tensors of one instance's answers. */
public final class AnswerWriter {
    private final AnswerForm form;
    private final Instance instance;
    private final TensorMemory memory;

    AnswerWriter(AnswerForm form, Instance instance, TensorMemory memory) {
        this.form = form;
        this.instance = instance;
        this.memory = memory;
    }

    /**
     * The wanted outputs in their order; the caller closes them.
     *
     * @throws ServingException INVALID_ARGUMENT when rows answer arrays of different lengths
     */
    public Map<String, Tensor> write(List<@Nullable Object> answers, List<String> wanted) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        try {
            for (String name : wanted) {
                tensors.put(name, output(name, answers));
            }
            return tensors;
        } catch (RuntimeException e) {
            tensors.values().forEach(Tensor::close);
            throw e;
        }
    }

    private Tensor output(String name, List<@Nullable Object> answers) {
        for (int at = 0; at < form.outputs().size(); at++) {
            AnswerForm.Output output = form.outputs().get(at);
            if (output.field().name().equals(name)) {
                return tensor(output, values(at, answers));
            }
        }
        throw new IllegalStateException("there is no output '" + name + "'");
    }

    private List<@Nullable Object> values(int at, List<@Nullable Object> answers) {
        if (!form.fromRecord()) {
            return answers;
        }
        List<@Nullable Object> values = new ArrayList<>(answers.size());
        for (Object answer : answers) {
            values.add(answer instanceof IndexedRecord fields ? fields.get(at) : null);
        }
        return values;
    }

    private Tensor tensor(AnswerForm.Output output, List<@Nullable Object> values) {
        if (output.numbers()) {
            return matrix(output, values);
        }
        if (output.dataType() == DataType.STRING) {
            List<byte[]> texts = new ArrayList<>(values.size());
            for (Object value : values) {
                texts.add(text(output.field(), value));
            }
            return StringTensor.of(Shape.of(texts.size()), texts);
        }
        return numbers(output.dataType(), Shape.of(values.size()), values);
    }

    private Tensor matrix(AnswerForm.Output output, List<@Nullable Object> rows) {
        int width = rows.isEmpty() ? 0 : list(rows.getFirst()).size();
        List<@Nullable Object> values = new ArrayList<>();
        for (int row = 0; row < rows.size(); row++) {
            List<?> numbers = list(rows.get(row));
            if (numbers.size() != width) {
                throw ServingException.invalidArgument(
                        "output '%s' has %d numbers in row %d and %d in row 0; ask row by row"
                                .formatted(output.field().name(), numbers.size(), row, width));
            }
            // Not addAll: Hadrian's arrays lack toArray.
            for (Object number : numbers) {
                values.add(number);
            }
        }
        return numbers(output.dataType(), Shape.of(rows.size(), width), values);
    }

    private static List<?> list(@Nullable Object value) {
        return value instanceof List<?> list ? list : List.of();
    }

    private Tensor numbers(DataType type, Shape shape, List<@Nullable Object> values) {
        NumericTensor tensor = NumericTensor.allocate(memory, type, shape);
        MemorySegment out = tensor.segment();
        int at = 0;
        for (Object value : values) {
            put(out, type, at, value);
            at++;
        }
        return tensor;
    }

    private static void put(MemorySegment out, DataType type, int at, @Nullable Object value) {
        switch (type) {
            case INT32 -> out.set(LittleEndian.INT, 4L * at, number(value).intValue());
            case INT64 -> out.set(LittleEndian.LONG, 8L * at, number(value).longValue());
            case FLOAT32 -> out.set(LittleEndian.FLOAT, 4L * at, number(value).floatValue());
            case BOOL -> out.set(ValueLayout.JAVA_BYTE, at, number(value).byteValue());
            default -> out.set(LittleEndian.DOUBLE, 8L * at, number(value).doubleValue());
        }
    }

    private static Number number(@Nullable Object value) {
        return switch (value) {
            case Number number -> number;
            case Boolean truth -> truth ? 1 : 0;
            case null, default -> Double.NaN;
        };
    }

    private byte[] text(Field field, @Nullable Object value) {
        if (field.kind() == Kind.JSON) {
            return utf8(json(field, value));
        }
        return switch (value) {
            case null -> new byte[0];
            case byte[] bytes -> bytes.clone();
            case GenericFixed fixed -> fixed.bytes().clone();
            default -> utf8(value.toString());
        };
    }

    private String json(Field field, @Nullable Object value) {
        if (!(value instanceof Emitted emitted)) {
            return instance.toJson(value, field.schema());
        }
        StringBuilder text = new StringBuilder("[");
        for (Object each : emitted.values()) {
            text.append(text.length() == 1 ? "" : ",")
                    .append(instance.toJson(each, field.schema().getElementType()));
        }
        return text.append(']').toString();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
