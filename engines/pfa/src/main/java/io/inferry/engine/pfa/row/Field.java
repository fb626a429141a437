package io.inferry.engine.pfa.row;

import java.util.List;
import org.apache.avro.Schema;

/**
 * One value of a row or of an answer.
 *
 * @param schema its type as declared
 * @param kind how it travels; that of the other branch where a union with null allows it to be
 *     missing
 */
record Field(String name, Schema schema, Kind kind, boolean nullable) {
    static Field of(String name, Schema schema) {
        Schema present = present(schema);
        return new Field(name, schema, Kind.of(present), !present.equals(schema));
    }

    static List<Field> ofRecord(Schema record) {
        return record.getFields().stream().map(each -> of(each.name(), each.schema())).toList();
    }

    /** The type of the value when it is there. */
    Schema present() {
        return present(schema);
    }

    private static Schema present(Schema schema) {
        if (schema.getType() != Schema.Type.UNION || schema.getTypes().size() != 2) {
            return schema;
        }
        Schema first = schema.getTypes().getFirst();
        Schema second = schema.getTypes().getLast();
        if (first.getType() == Schema.Type.NULL) {
            return second;
        }
        return second.getType() == Schema.Type.NULL ? first : schema;
    }
}
