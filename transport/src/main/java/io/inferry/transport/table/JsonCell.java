package io.inferry.transport.table;

import io.inferry.api.ServingException;
import io.inferry.api.model.WrittenNumber;
import io.inferry.transport.json.JsonReader;
import io.inferry.transport.json.Token;
import java.nio.charset.StandardCharsets;

/** Reads one JSON value into a cell. */
final class JsonCell {
    private static final byte[] TRUE = "true".getBytes(StandardCharsets.UTF_8);
    private static final byte[] FALSE = "false".getBytes(StandardCharsets.UTF_8);

    private final Cells cells;

    JsonCell(Cells cells) {
        this.cells = cells;
    }

    /**
     * Reads the value ahead, or the one value of the list ahead.
     *
     * @throws ServingException INVALID_ARGUMENT when it is no value for that column
     */
    void read(JsonReader json, int column, int row) {
        if (json.peek() != Token.ARRAY) {
            readOne(json, column, row);
            return;
        }
        json.beginArray();
        if (!json.hasNext()) {
            throw wrong(column, row, "one value is expected, found an empty list");
        }
        readOne(json, column, row);
        if (json.hasNext()) {
            throw wrong(column, row, "one value is expected, found a list of several");
        }
        json.endArray();
    }

    private void readOne(JsonReader json, int column, int row) {
        switch (json.peek()) {
            case NULL -> {
                json.nextNull();
                cells.missing(column, row);
            }
            case ARRAY, OBJECT, END ->
                    throw wrong(column, row, "one value is expected, found " + Shown.value(json));
            case STRING, NUMBER, TRUE, FALSE -> {
                if (cells.names().isText(column)) {
                    readText(json, column, row);
                } else {
                    readNumber(json, column, row);
                }
            }
        }
    }

    private void readText(JsonReader json, int column, int row) {
        switch (json.peek()) {
            case NUMBER -> {
                byte[] literal = json.numberText();
                if (literal[0] == 'N') {
                    cells.missing(column, row);
                } else {
                    cells.text(column, row, literal);
                }
            }
            case TRUE, FALSE -> cells.text(column, row, json.bool() ? TRUE : FALSE);
            default -> cells.text(column, row, json.stringBytes());
        }
    }

    private void readNumber(JsonReader json, int column, int row) {
        double value =
                switch (json.peek()) {
                    case TRUE, FALSE -> json.bool() ? 1 : 0;
                    case STRING -> parsed(json.string(), column, row);
                    default -> json.doubleNumber();
                };
        cells.number(column, row, value);
    }

    private double parsed(String text, int column, int row) {
        try {
            return WrittenNumber.parse(text);
        } catch (NumberFormatException e) {
            throw wrong(column, row, "'" + Shown.cut(text) + "' is not a number");
        }
    }

    private ServingException wrong(int column, int row, String what) {
        return ServingException.invalidArgument(
                "column '%s', row %d: %s".formatted(cells.names().name(column), row, what));
    }
}
