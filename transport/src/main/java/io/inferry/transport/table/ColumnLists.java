package io.inferry.transport.table;

import io.inferry.api.ServingException;
import io.inferry.api.tensor.Tensor;
import io.inferry.transport.json.JsonReader;
import io.inferry.transport.json.Token;
import java.util.Map;

/** Reads an object of lists. The first one says how many rows there are. */
final class ColumnLists {
    private static final int UNKNOWN = -1;

    private final ColumnNames names;
    private final Cells cells;
    private final JsonCell cell;
    private final boolean[] seen;
    private int first = UNKNOWN;
    private int rows;

    ColumnLists(ColumnNames names, Cells cells) {
        this.names = names;
        this.cells = cells;
        cell = new JsonCell(cells);
        seen = new boolean[names.count()];
    }

    Map<String, Tensor> read(JsonReader json) {
        if (json.peek() != Token.OBJECT) {
            throw ServingException.invalidArgument(
                    "columns are an object of lists, found " + Shown.value(json));
        }
        json.beginObject();
        while (json.hasNext()) {
            readColumn(json);
        }
        json.endObject();
        names.requireAll(seen);
        for (int column = 0; column < seen.length; column++) {
            for (int row = 0; !seen[column] && row < rows; row++) {
                cells.missing(column, row);
            }
        }
        return cells.tensors(rows);
    }

    private void readColumn(JsonReader json) {
        String name = json.nextName();
        int column = names.number(name);
        if (column < 0) {
            throw names.unknown(name);
        }
        if (seen[column]) {
            throw ServingException.invalidArgument("column '" + name + "' is there twice");
        }
        if (json.peek() != Token.ARRAY) {
            throw ServingException.invalidArgument(
                    "column '%s': a list is expected, found %s".formatted(name, Shown.value(json)));
        }
        seen[column] = true;
        int count = readList(json, column);
        if (first == UNKNOWN) {
            first = column;
            rows = count;
        } else if (count != rows) {
            throw differ(column, Integer.toString(count));
        }
    }

    private int readList(JsonReader json, int column) {
        int row = 0;
        json.beginArray();
        while (json.hasNext()) {
            if (first == UNKNOWN) {
                cells.reserve(row);
            } else if (row == rows) {
                throw differ(column, "more");
            }
            cell.read(json, column, row++);
        }
        json.endArray();
        return row;
    }

    private ServingException differ(int column, String count) {
        return ServingException.invalidArgument(
                "columns differ in length: '%s' has %d rows, '%s' has %s"
                        .formatted(names.name(first), rows, names.name(column), count));
    }
}
