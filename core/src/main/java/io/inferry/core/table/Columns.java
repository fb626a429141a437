package io.inferry.core.table;

import io.inferry.api.ServingException;
import io.inferry.api.model.Signature;
import io.inferry.api.model.TensorSpec;
import io.inferry.api.model.WrittenNumber;
import io.inferry.api.settings.Nearest;
import io.inferry.api.tensor.DataType;
import io.inferry.api.tensor.NumericTensor;
import io.inferry.api.tensor.Shape;
import io.inferry.api.tensor.StringTensor;
import io.inferry.api.tensor.Tensor;
import io.inferry.api.tensor.TensorMemory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes of the columns that a request brings those that a columnar signature has. */
public final class Columns {
    private final Signature signature;
    private final TensorMemory memory;

    private Columns(Signature signature, TensorMemory memory) {
        this.signature = signature;
        this.memory = memory;
    }

    /**
     * One tensor for each column of the signature, of its dtype and of {@code [rows]}. Tensors that
     * were replaced are closed; when it throws, all are as they were.
     *
     * @throws ServingException INVALID_ARGUMENT that names the column, and the row where it is a
     *     value
     */
    public static Map<String, Tensor> of(
            Signature signature, Map<String, Tensor> inputs, TensorMemory memory) {
        return new Columns(signature, memory).adopt(inputs);
    }

    private Map<String, Tensor> adopt(Map<String, Tensor> inputs) {
        requireKnown(inputs.keySet());
        long rows = rows(inputs);
        List<Tensor> fresh = new ArrayList<>();
        Map<String, Tensor> columns = LinkedHashMap.newLinkedHashMap(signature.inputs().size());
        try {
            for (TensorSpec spec : signature.inputs()) {
                Tensor given = inputs.get(spec.name());
                Tensor column = given == null ? missing(spec, rows) : adopt(spec, given);
                if (column != given) {
                    fresh.add(column);
                }
                columns.put(spec.name(), column);
            }
        } catch (RuntimeException e) {
            fresh.forEach(Tensor::close);
            throw e;
        }
        inputs.forEach((name, given) -> {
            if (columns.get(name) != given) {
                given.close();
            }
        });
        return columns;
    }

    private void requireKnown(Set<String> given) {
        Set<String> known =
                signature.inputs().stream()
                        .map(TensorSpec::name)
                        .collect(Collectors.toUnmodifiableSet());
        for (String name : given) {
            if (!known.contains(name)) {
                throw ServingException.invalidArgument(
                        "column '%s' is not one of the %d of signature '%s'%s"
                                .formatted(
                                        name,
                                        known.size(),
                                        signature.name(),
                                        Nearest.to(name, known)
                                                .map(near -> "; the nearest is '" + near + "'")
                                                .orElse("")));
            }
        }
        List<String> absent =
                signature.inputs().stream()
                        .map(TensorSpec::name)
                        .filter(name -> !given.contains(name))
                        .filter(name -> given.isEmpty() || !signature.optional().contains(name))
                        .toList();
        if (!absent.isEmpty()) {
            throw ServingException.invalidArgument(
                    "columns are missing: %s; signature '%s' has %d, %d came"
                            .formatted(absent, signature.name(), known.size(), given.size()));
        }
    }

    private static long rows(Map<String, Tensor> inputs) {
        long rows = -1;
        String first = "";
        for (Map.Entry<String, Tensor> each : inputs.entrySet()) {
            Shape shape = each.getValue().shape();
            boolean fits = shape.rank() == 1 || (shape.rank() == 2 && shape.dim(1) == 1);
            if (!fits) {
                throw ServingException.shapeMismatch(each.getKey(), "[rows] or [rows,1]", shape);
            }
            if (rows >= 0 && rows != shape.dim(0)) {
                throw ServingException.invalidArgument(
                        "columns differ in length: '%s' has %d rows, '%s' has %d"
                                .formatted(first, rows, each.getKey(), shape.dim(0)));
            }
            rows = shape.dim(0);
            first = each.getKey();
        }
        return rows;
    }

    private Tensor missing(TensorSpec spec, long rows) {
        int count = Math.toIntExact(rows);
        if (spec.dataType() == DataType.STRING) {
            return StringTensor.of(Shape.of(rows), Collections.nCopies(count, new byte[0]));
        }
        double[] nothing = new double[count];
        Arrays.fill(nothing, Double.NaN);
        return numbers(nothing);
    }

    private Tensor adopt(TensorSpec spec, Tensor given) {
        if (given.dataType() == spec.dataType() && given.shape().rank() == 1) {
            return given;
        }
        if (spec.dataType() == DataType.STRING) {
            return texts(given);
        }
        return given instanceof StringTensor texts
                ? numbers(parsed(spec.name(), texts))
                : numbers(Numbers.of(given));
    }

    private Tensor numbers(double[] values) {
        return NumericTensor.ofDoubles(memory, Shape.of(values.length), values);
    }

    private static Tensor texts(Tensor given) {
        if (given instanceof StringTensor texts) {
            return StringTensor.of(Shape.of(given.shape().dim(0)), texts.elements());
        }
        List<byte[]> texts = new ArrayList<>();
        for (double value : Numbers.of(given)) {
            texts.add(Numbers.text(value).getBytes(StandardCharsets.UTF_8));
        }
        return StringTensor.of(Shape.of(texts.size()), texts);
    }

    private static double[] parsed(String name, StringTensor texts) {
        List<String> written = texts.toTexts();
        double[] values = new double[written.size()];
        for (int row = 0; row < values.length; row++) {
            String text = written.get(row).strip();
            try {
                values[row] = WrittenNumber.parse(text);
            } catch (NumberFormatException e) {
                throw ServingException.invalidArgument(
                        "column '%s', row %d: '%s' is not a number".formatted(name, row, text));
            }
        }
        return values;
    }
}
