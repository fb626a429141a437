package io.inferry.engine.pfa.row;

import io.inferry.api.tensor.DataType;
import org.apache.avro.Schema;

/** How one value travels between a tensor and a document. */
enum Kind {
    INT("an int", DataType.INT32),
    LONG("a long", DataType.INT64),
    FLOAT("a float", DataType.FLOAT32),
    DOUBLE("a double", DataType.FLOAT64),
    BOOLEAN("a boolean, as 0 or 1", DataType.BOOL),
    STRING("a string", DataType.STRING),
    ENUM("a symbol", DataType.STRING),
    BYTES("bytes", DataType.STRING),
    /** Anything else: Avro's JSON of it as a text. */
    JSON("JSON", DataType.STRING);

    private final String article;
    private final DataType answered;

    Kind(String article, DataType answered) {
        this.article = article;
        this.answered = answered;
    }

    static Kind of(Schema schema) {
        return switch (schema.getType()) {
            case INT -> INT;
            case LONG -> LONG;
            case FLOAT -> FLOAT;
            case DOUBLE -> DOUBLE;
            case BOOLEAN -> BOOLEAN;
            case STRING -> STRING;
            case ENUM -> ENUM;
            case BYTES -> BYTES;
            default -> JSON;
        };
    }

    /** For texts. */
    String article() {
        return article;
    }

    /** What an answer of this kind is. */
    DataType answered() {
        return answered;
    }

    /** Whether arrays of it are rows of a matrix. */
    boolean isNumber() {
        return this == INT || this == LONG || this == FLOAT || this == DOUBLE;
    }

    /** Whether it travels as a text. */
    boolean isText() {
        return answered == DataType.STRING;
    }
}
