package io.inferry.engine.pfa.row;

import io.inferry.api.model.TensorSpec;
import io.inferry.api.tensor.DataType;
import io.inferry.api.tensor.Shape;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.Schema;

/** How a document's input comes as tensors. */
sealed interface RowForm {
    /** A document whose input is no record has one column of this name. */
    String COLUMN = "input";

    /** A document whose input is an array of numbers has one matrix of this name. */
    String MATRIX = "x";

    /** A record: a column for each of its fields. */
    record Table(Schema schema, List<Field> fields) implements RowForm {
        public Table {
            fields = List.copyOf(fields);
        }
    }

    /** Anything but a record or an array of numbers: one column. */
    record Single(Field field) implements RowForm {}

    /** An array of numbers: a row of a matrix. */
    record Matrix(Kind item) implements RowForm {}

    static RowForm of(Schema input) {
        if (input.getType() == Schema.Type.RECORD && !input.getFields().isEmpty()) {
            return new Table(input, Field.ofRecord(input));
        }
        if (input.getType() == Schema.Type.ARRAY && Kind.of(input.getElementType()).isNumber()) {
            return new Matrix(Kind.of(input.getElementType()));
        }
        return new Single(Field.of(COLUMN, input));
    }

    default List<TensorSpec> specs() {
        return switch (this) {
            case Table table -> table.fields().stream().map(RowForm::column).toList();
            case Single single -> List.of(column(single.field()));
            case Matrix _ ->
                    List.of(
                            new TensorSpec(
                                    MATRIX,
                                    DataType.FLOAT64,
                                    Shape.of(Shape.UNKNOWN, Shape.UNKNOWN)));
        };
    }

    /** Columns that a request may leave out. */
    default Set<String> optional() {
        return switch (this) {
            case Table table ->
                    table.fields().stream()
                            .filter(Field::nullable)
                            .map(Field::name)
                            .collect(Collectors.toUnmodifiableSet());
            case Single _, Matrix _ -> Set.of();
        };
    }

    default boolean isColumnar() {
        return !(this instanceof Matrix);
    }

    private static TensorSpec column(Field field) {
        return new TensorSpec(
                field.name(),
                field.kind().isText() ? DataType.STRING : DataType.FLOAT64,
                Shape.of(Shape.UNKNOWN));
    }
}
