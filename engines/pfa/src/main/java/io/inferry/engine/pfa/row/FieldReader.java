package io.inferry.engine.pfa.row;

import static io.inferry.api.tensor.LittleEndian.DOUBLE;

import io.inferry.api.ServingException;
import io.inferry.api.settings.Nearest;
import io.inferry.api.tensor.NumericTensor;
import io.inferry.api.tensor.StringTensor;
import io.inferry.api.tensor.Tensor;
import io.inferry.engine.pfa.program.Instance;
import io.inferry.engine.pfa.program.Reasons;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes of a column what a document takes in one field. */
final class FieldReader {
    private static final int SHOWN_MAX = 60;

    private final Field field;
    private final WholeNumbers numbers;
    private final Instance instance;
    private final Map<String, Object> symbols;

    FieldReader(Field field, Instance instance) throws ReflectiveOperationException {
        this.field = field;
        this.numbers = new WholeNumbers(field.name());
        this.instance = instance;
        this.symbols = field.kind() == Kind.ENUM ? instance.symbols(field.present()) : Map.of();
    }

    /** The values of all rows. */
    @Nullable Object[] read(Tensor column) {
        return switch (column) {
            case NumericTensor tensor -> numbers(tensor);
            case StringTensor tensor -> texts(tensor.elements());
        };
    }

    private @Nullable Object[] numbers(NumericTensor tensor) {
        @Nullable Object[] values = new Object[Math.toIntExact(tensor.shape().dim(0))];
        for (int row = 0; row < values.length; row++) {
            double value = tensor.segment().get(DOUBLE, (long) row * Double.BYTES);
            values[row] = Double.isNaN(value) ? missing(row) : number(row, value);
        }
        return values;
    }

    private Object number(int row, double value) {
        if (field.kind() == Kind.BOOLEAN) {
            if (value != 0 && value != 1) {
                throw wrong(row, String.valueOf(value));
            }
            return value == 1;
        }
        return numbers.boxed(field.kind(), row, value);
    }

    private @Nullable Object[] texts(List<byte[]> elements) {
        @Nullable Object[] values = new Object[elements.size()];
        for (int row = 0; row < values.length; row++) {
            byte[] element = elements.get(row);
            values[row] = element.length == 0 ? missing(row) : text(row, element);
        }
        return values;
    }

    private @Nullable Object text(int row, byte[] element) {
        return switch (field.kind()) {
            case BYTES -> element.clone();
            case JSON -> json(row, element);
            case ENUM -> symbol(row, utf8(element));
            default -> utf8(element);
        };
    }

    private Object symbol(int row, String text) {
        Object symbol = symbols.get(text);
        if (symbol == null) {
            throw ServingException.invalidArgument(
                    "column '%s', row %d: '%s' is not one of its %d symbols%s"
                            .formatted(
                                    field.name(),
                                    row,
                                    shown(text),
                                    symbols.size(),
                                    Nearest.to(shown(text), symbols.keySet())
                                            .map(near -> "; the nearest is '" + near + "'")
                                            .orElse("")));
        }
        return symbol;
    }

    private @Nullable Object json(int row, byte[] text) {
        try {
            return instance.fromJson(text, field.schema());
        } catch (StackOverflowError e) {
            throw wrong(row, "a text that is nested too deep");
        } catch (Exception e) { // Scala does not declare what is checked
            throw wrong(row, "'" + shown(utf8(text)) + "': " + Reasons.of(e));
        }
    }

    private @Nullable Object missing(int row) {
        if (field.nullable()) {
            return null;
        }
        throw wrong(row, "a missing value");
    }

    private ServingException wrong(int row, String found) {
        return WholeNumbers.wrong(
                field.name(),
                row,
                field.kind() == Kind.JSON
                        ? "Avro's JSON of " + shown(field.schema().toString())
                        : field.kind().article(),
                found);
    }

    private static String utf8(byte[] text) {
        return new String(text, StandardCharsets.UTF_8);
    }

    private static String shown(String text) {
        return text.length() > SHOWN_MAX ? text.substring(0, SHOWN_MAX) + "…" : text;
    }
}
