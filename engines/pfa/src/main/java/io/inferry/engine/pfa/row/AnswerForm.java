package io.inferry.engine.pfa.row;

import io.inferry.api.model.TensorSpec;
import io.inferry.api.tensor.DataType;
import io.inferry.api.tensor.Shape;
import java.util.List;
import org.apache.avro.Schema;

/**
 * How a document's answers leave as tensors.
 *
 * @param outputs in the document's order
 * @param fromRecord whether each is a field of the answer, or the only one the answer itself
 */
record AnswerForm(List<Output> outputs, boolean fromRecord) {
    private static final String NUMBER = "prediction";
    private static final String CLASS = "label";
    private static final String EMITTED = "emitted";

    AnswerForm {
        outputs = List.copyOf(outputs);
    }

    static AnswerForm of(Schema answer) {
        if (answer.getType() == Schema.Type.RECORD && !answer.getFields().isEmpty()) {
            return new AnswerForm(Field.ofRecord(answer).stream().map(Output::of).toList(), true);
        }
        Kind kind = Field.of(NUMBER, answer).kind();
        String name = kind == Kind.STRING || kind == Kind.ENUM ? CLASS : NUMBER;
        return new AnswerForm(List.of(Output.of(Field.of(name, answer))), false);
    }

    /** All that was emitted for a row as one text. */
    static AnswerForm ofEmitted(Schema emitted) {
        Schema list = Schema.createArray(emitted);
        return new AnswerForm(
                List.of(new Output(new Field(EMITTED, list, Kind.JSON, false), false)), false);
    }

    List<TensorSpec> specs() {
        return outputs.stream().map(Output::spec).toList();
    }

    /**
     * One output.
     *
     * @param numbers whether each row is an array of numbers, of the field's kind
     */
    record Output(Field field, boolean numbers) {
        static Output of(Field field) {
            Schema schema = field.schema();
            if (schema.getType() == Schema.Type.ARRAY
                    && Kind.of(schema.getElementType()).isNumber()) {
                Kind item = Kind.of(schema.getElementType());
                return new Output(new Field(field.name(), schema, item, false), true);
            }
            return new Output(field, false);
        }

        /** FLOAT64 where a number or boolean may be missing, for only it has NaN. */
        DataType dataType() {
            Kind kind = field.kind();
            return field.nullable() && !kind.isText() ? DataType.FLOAT64 : kind.answered();
        }

        TensorSpec spec() {
            Shape shape =
                    numbers ? Shape.of(Shape.UNKNOWN, Shape.UNKNOWN) : Shape.of(Shape.UNKNOWN);
            return new TensorSpec(field.name(), dataType(), shape);
        }
    }
}
