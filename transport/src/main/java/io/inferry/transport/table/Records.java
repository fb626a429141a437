package io.inferry.transport.table;

import io.inferry.api.ServingException;
import io.inferry.api.tensor.Tensor;
import io.inferry.transport.json.JsonReader;
import io.inferry.transport.json.Token;
import java.util.Map;

/**
 * Reads a list of objects. Rows mostly name their columns in one order, so each name is first
 * compared with the one that stood there in the row before, byte by byte; only another one is
 * looked up.
 */
final class Records {
    private final ColumnNames names;
    private final Cells cells;
    private final JsonCell cell;

    /** The column that came n-th in the rows so far. */
    private final int[] likely;

    private final RowMarks marks;

    Records(ColumnNames names, Cells cells) {
        this.names = names;
        this.cells = cells;
        cell = new JsonCell(cells);
        marks = new RowMarks(cells);
        likely = new int[names.count()];
        for (int i = 0; i < likely.length; i++) {
            likely[i] = i;
        }
    }

    Map<String, Tensor> read(JsonReader json) {
        if (json.peek() != Token.ARRAY) {
            throw ServingException.invalidArgument(
                    "records are a list of objects, found " + Shown.value(json));
        }
        json.beginArray();
        int row = 0;
        while (json.hasNext()) {
            if (json.peek() != Token.OBJECT) {
                throw ServingException.invalidArgument(
                        "row %d: an object is expected, found %s"
                                .formatted(row, Shown.value(json)));
            }
            cells.reserve(row, json.remaining());
            readRow(json, row++);
        }
        json.endArray();
        return cells.tensors(row);
    }

    private void readRow(JsonReader json, int row) {
        int count = 0;
        json.beginObject();
        while (json.hasNext()) {
            int column = column(json, count, row);
            if (marks.has(column, row)) {
                throw ServingException.invalidArgument(
                        "row %d has '%s' twice".formatted(row, names.name(column)));
            }
            marks.mark(column, row);
            cell.read(json, column, row);
            count++;
        }
        json.endObject();
        if (count < marks.columns()) {
            marks.fill(row);
        }
    }

    private int column(JsonReader json, int place, int row) {
        boolean inBounds = place < likely.length;
        if (inBounds) {
            byte[] plain = names.plain(likely[place]);
            if (plain.length > 0 && json.skipName(plain)) {
                return likely[place];
            }
        }
        String name = json.nextName();
        int column = names.number(name);
        if (column < 0) {
            throw ServingException.invalidArgument(
                    "row " + row + ": " + names.unknown(name).text());
        }
        if (inBounds) {
            likely[place] = column;
        }
        return column;
    }
}
