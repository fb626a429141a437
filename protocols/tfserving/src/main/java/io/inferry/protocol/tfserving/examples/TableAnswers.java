package io.inferry.protocol.tfserving.examples;

import io.inferry.api.ServingException;
import io.inferry.api.model.Signature;
import io.inferry.api.model.TensorSpec;
import io.inferry.api.tensor.DataType;
import io.inferry.api.tensor.LittleEndian;
import io.inferry.api.tensor.NumericTensor;
import io.inferry.api.tensor.Shape;
import io.inferry.api.tensor.StringTensor;
import io.inferry.api.tensor.Tensor;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What models of tables answer, as classifications and regressions: {@code probabilities} are
 * scores under the classes' names, else {@code label} is a class without a score; {@code
 * prediction}, or the only output of one number a row, is the value.
 */
final class TableAnswers {
    private static final String PROBABILITIES = "probabilities";
    private static final String LABEL = "label";
    private static final String PREDICTION = "prediction";

    private TableAnswers() {}

    /**
     * The output that the method answers with.
     *
     * @throws ServingException INVALID_ARGUMENT when the signature has none
     */
    static String output(Signature signature, ExampleMethod method) {
        List<String> wanted =
                switch (method) {
                    case CLASSIFY -> List.of(PROBABILITIES, LABEL);
                    case REGRESS -> List.of(PREDICTION);
                };
        List<String> found =
                wanted.stream().filter(name -> signature.output(name).isPresent()).toList();
        if (found.isEmpty() && method == ExampleMethod.REGRESS) {
            found =
                    signature.outputs().stream()
                            .filter(TableAnswers::isOneNumber)
                            .map(TensorSpec::name)
                            .toList();
            found = found.size() == 1 ? found : List.of();
        }
        if (found.isEmpty()) {
            throw ServingException.invalidArgument(
                    "signature '%s' gives no %s of examples: it has none of %s, but %s"
                            .formatted(
                                    signature.name(),
                                    method.noun(),
                                    wanted,
                                    signature.outputs().stream().map(TensorSpec::name).toList()));
        }
        return found.getFirst();
    }

    private static boolean isOneNumber(TensorSpec spec) {
        boolean number = spec.dataType() == DataType.FLOAT32 || spec.dataType() == DataType.FLOAT64;
        return number && !spec.shape().isAny() && spec.shape().rank() == 1;
    }

    /**
     * The answer of {@link #output}.
     *
     * @throws ServingException INVALID_ARGUMENT when it is not one for each example
     */
    static ExampleResult of(Head head, List<String> names, Map<String, Tensor> outputs, int count) {
        String name = head.outputs().getFirst();
        @Nullable Tensor output = outputs.get(name);
        if (output == null || output.shape().rank() == 0 || output.shape().dim(0) != count) {
            throw ServingException.invalidArgument(
                    "output '%s' is %s, there are %d examples".formatted(name, output, count));
        }
        return switch (head.method()) {
            case REGRESS -> new Regressions(count, floats(name, output, count));
            case CLASSIFY ->
                    name.equals(LABEL)
                            ? new Classifications(count, 1, texts(name, output), null)
                            : scores(names, output, count);
        };
    }

    private static Classifications scores(List<String> names, Tensor output, int count) {
        int classes = Math.toIntExact(output.shape().elements() / Math.max(count, 1));
        List<byte[]> labels =
                IntStream.range(0, classes)
                        .mapToObj(i -> names.size() == classes ? names.get(i) : "" + i)
                        .map(name -> name.getBytes(StandardCharsets.UTF_8))
                        .toList();
        List<byte[]> all = new ArrayList<>();
        for (int example = 0; example < count; example++) {
            all.addAll(labels);
        }
        return new Classifications(
                count, classes, all, floats(PROBABILITIES, output, count * classes));
    }

    private static List<byte[]> texts(String name, Tensor output) {
        if (output instanceof StringTensor texts) {
            return texts.elements();
        }
        if (output instanceof NumericTensor numbers && numbers.dataType() == DataType.INT64) {
            return Arrays.stream(numbers.toLongs())
                    .mapToObj(number -> Long.toString(number).getBytes(StandardCharsets.UTF_8))
                    .toList();
        }
        throw ServingException.dataTypeMismatch(name, "STRING or INT64", output.dataType());
    }

    /** As many FLOAT32 values, made of FLOAT64 ones where they are such. */
    private static MemorySegment floats(String name, Tensor output, int count) {
        Shape shape = output.shape();
        if (!(output instanceof NumericTensor numbers) || shape.elements() != count) {
            throw ServingException.shapeMismatch(name, "[" + count + "]", shape);
        }
        if (numbers.dataType() == DataType.FLOAT32) {
            return numbers.segment();
        }
        if (numbers.dataType() != DataType.FLOAT64) {
            throw ServingException.dataTypeMismatch(name, "FLOAT32 or FLOAT64", output.dataType());
        }
        MemorySegment floats = MemorySegment.ofArray(new float[count]);
        for (int i = 0; i < count; i++) {
            double value = numbers.segment().getAtIndex(LittleEndian.DOUBLE, i);
            floats.setAtIndex(LittleEndian.FLOAT, i, (float) value);
        }
        return floats;
    }
}
