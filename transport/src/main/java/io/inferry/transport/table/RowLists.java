package io.inferry.transport.table;

import io.inferry.api.ServingException;
import io.inferry.api.tensor.Tensor;
import io.inferry.transport.json.JsonReader;
import io.inferry.transport.json.Token;
import java.util.Map;

/** Reads a list of lists whose values come in one known order. */
final class RowLists {
    private final RowOrder order;
    private final Cells cells;
    private final JsonCell cell;

    RowLists(int[] order, Cells cells) {
        this.order = new RowOrder(order, cells);
        this.cells = cells;
        cell = new JsonCell(cells);
    }

    Map<String, Tensor> read(JsonReader json) {
        if (json.peek() != Token.ARRAY) {
            throw ServingException.invalidArgument(
                    "rows are a list of lists, found " + Shown.value(json));
        }
        json.beginArray();
        int row = 0;
        while (json.hasNext()) {
            if (json.peek() != Token.ARRAY) {
                throw ServingException.invalidArgument(
                        "row %d: a list is expected, found %s".formatted(row, Shown.value(json)));
            }
            cells.reserve(row, json.remaining());
            readRow(json, row++);
        }
        json.endArray();
        return cells.tensors(row);
    }

    private void readRow(JsonReader json, int row) {
        int count = 0;
        json.beginArray();
        while (json.hasNext()) {
            if (count == order.width()) {
                throw order.tooMany(row);
            }
            cell.read(json, order.column(count++), row);
        }
        json.endArray();
        order.end(row, count);
    }
}
