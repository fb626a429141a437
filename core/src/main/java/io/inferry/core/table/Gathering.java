package io.inferry.core.table;

import io.inferry.api.ServingException;
import io.inferry.api.model.Column;
import io.inferry.api.model.Signature;
import io.inferry.api.model.TensorSpec;
import io.inferry.api.settings.TableSettings;
import io.inferry.api.tensor.DataType;
import io.inferry.api.tensor.LittleEndian;
import io.inferry.api.tensor.NumericTensor;
import io.inferry.api.tensor.Shape;
import io.inferry.api.tensor.StringTensor;
import io.inferry.api.tensor.Tensor;
import io.inferry.api.tensor.TensorMemory;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How the columns of a signature's twin become its matrix, and its class numbers class names.
 *
 * @param original the signature that takes the matrix
 * @param twin the one that takes the columns
 * @param categories for each column, the number of each text; empty for a column of numbers
 * @param label the output of class numbers; empty when classes have no names
 */
record Gathering(
        Signature original,
        Signature twin,
        List<Map<String, Integer>> categories,
        Optional<String> label,
        List<String> classes) {

    static Gathering of(Signature original, TableModel.Frame frame) {
        List<TensorSpec> inputs = frame.columns().stream().map(TableModel.Frame::spec).toList();
        Optional<String> label =
                frame.classes().isEmpty() ? Optional.empty() : classNumbers(original);
        Set<String> optional = new LinkedHashSet<>();
        if (frame.absent() == TableSettings.Absent.MISSING) {
            inputs.forEach(spec -> optional.add(spec.name()));
        }
        Signature twin =
                new Signature(
                        Signature.columnsOf(original.name()),
                        inputs,
                        original.outputs().stream().map(spec -> named(spec, label)).toList(),
                        original.method(),
                        optional,
                        true);
        return new Gathering(
                original,
                twin,
                frame.columns().stream().map(Gathering::numbers).toList(),
                label,
                frame.classes());
    }

    /** Whether numbers of this type can be made of a table's. */
    static boolean canFill(DataType type) {
        return switch (type) {
            case FLOAT32, FLOAT64, INT32, INT64 -> true;
            default -> false;
        };
    }

    /** The one output that has a class's number for each row. */
    private static Optional<String> classNumbers(Signature signature) {
        List<TensorSpec> whole =
                signature.outputs().stream()
                        .filter(spec -> spec.dataType() == DataType.INT64)
                        .filter(spec -> !spec.shape().isAny() && spec.shape().rank() == 1)
                        .toList();
        return whole.size() == 1 ? Optional.of(whole.getFirst().name()) : Optional.empty();
    }

    private static TensorSpec named(TensorSpec spec, Optional<String> label) {
        return label.filter(spec.name()::equals).isPresent()
                ? new TensorSpec(spec.name(), DataType.STRING, spec.shape(), spec.dimNames())
                : spec;
    }

    private static Map<String, Integer> numbers(Column column) {
        Map<String, Integer> numbers = LinkedHashMap.newLinkedHashMap(column.categories().size());
        for (String category : column.categories()) {
            numbers.put(category, numbers.size());
        }
        return numbers;
    }

    /** The matrix of the columns; the caller closes it. */
    NumericTensor gather(Map<String, Tensor> columns, TensorMemory memory) {
        TensorSpec spec = original.inputs().getFirst();
        int width = twin.inputs().size();
        long rows = column(columns, 0).shape().dim(0);
        NumericTensor matrix =
                NumericTensor.allocate(memory, spec.dataType(), Shape.of(rows, width));
        try {
            for (int i = 0; i < width; i++) {
                var cells = new Cells(twin.inputs().get(i).name(), matrix, i, width);
                switch (column(columns, i)) {
                    case NumericTensor numbers -> cells.copy(numbers.segment(), rows);
                    case StringTensor texts -> cells.number(texts.toTexts(), categories.get(i));
                }
            }
            return matrix;
        } catch (RuntimeException e) {
            matrix.close();
            throw e;
        }
    }

    private Tensor column(Map<String, Tensor> columns, int at) {
        String name = twin.inputs().get(at).name();
        Tensor column = columns.get(name);
        if (column == null) {
            throw ServingException.invalidArgument("column '" + name + "' is missing");
        }
        return column;
    }

    /** The matrix under the name that the model knows it by. */
    Map<String, Tensor> asInput(NumericTensor matrix) {
        return Map.of(original.inputs().getFirst().name(), matrix);
    }

    /** The answers with names for class numbers. */
    Map<String, Tensor> named(Map<String, Tensor> answers) {
        if (label.isEmpty() || !(answers.get(label.get()) instanceof NumericTensor numbers)) {
            return answers;
        }
        List<byte[]> names = new ArrayList<>();
        for (long number : numbers.toLongs()) {
            String name =
                    number >= 0 && number < classes.size()
                            ? classes.get((int) number)
                            : Long.toString(number);
            names.add(name.getBytes(StandardCharsets.UTF_8));
        }
        Map<String, Tensor> named = new LinkedHashMap<>(answers);
        named.put(label.get(), StringTensor.of(numbers.shape(), names));
        numbers.close();
        return named;
    }

    /** One column of the matrix. */
    private record Cells(String name, NumericTensor matrix, int at, int width) {
        void copy(MemorySegment values, long rows) {
            for (long row = 0; row < rows; row++) {
                set(row, values.get(LittleEndian.DOUBLE, row * Double.BYTES));
            }
        }

        void number(List<String> texts, Map<String, Integer> numbers) {
            for (int row = 0; row < texts.size(); row++) {
                String text = texts.get(row);
                Integer number = numbers.get(text);
                if (number != null) {
                    set(row, number);
                } else if (text.isEmpty()) {
                    set(row, Double.NaN);
                } else {
                    throw ServingException.invalidArgument(
                            "column '%s', row %d: '%s' is not one of its %d categories %s"
                                    .formatted(name, row, text, numbers.size(), some(numbers)));
                }
            }
        }

        private static List<String> some(Map<String, Integer> numbers) {
            return numbers.keySet().stream().limit(20).toList();
        }

        private void set(long row, double value) {
            long index = row * width + at;
            MemorySegment out = matrix.segment();
            switch (matrix.dataType()) {
                case FLOAT32 -> out.set(LittleEndian.FLOAT, index * Float.BYTES, (float) value);
                case FLOAT64 -> out.set(LittleEndian.DOUBLE, index * Double.BYTES, value);
                case INT32 ->
                        out.set(
                                LittleEndian.INT,
                                index * Integer.BYTES,
                                (int) whole(row, value, Integer.MIN_VALUE, Integer.MAX_VALUE));
                default ->
                        out.set(
                                LittleEndian.LONG,
                                index * Long.BYTES,
                                whole(row, value, Long.MIN_VALUE, Long.MAX_VALUE));
            }
        }

        private long whole(long row, double value, long min, long max) {
            if (value == Math.rint(value) && value >= min && value <= max) {
                return (long) value;
            }
            throw ServingException.invalidArgument(
                    "column '%s', row %d: the model takes %s, not %s"
                            .formatted(
                                    name,
                                    row,
                                    matrix.dataType(),
                                    Double.isNaN(value) ? "a missing value" : value));
        }
    }
}
