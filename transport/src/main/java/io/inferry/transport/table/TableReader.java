package io.inferry.transport.table;

import io.inferry.api.model.Signature;
import io.inferry.api.tensor.Tensor;
import io.inferry.api.tensor.TensorMemory;
import io.inferry.transport.http.Bytes;
import io.inferry.transport.json.JsonReader;
import java.util.List;
import java.util.Map;

/**
 * Reads tables for one columnar signature, by the names of its columns. Each table becomes one
 * tensor of {@code [rows]} for every column of the signature: FLOAT64 with NaN where a value is
 * missing, STRING with the empty text. The caller closes them; there are none when a method throws.
 *
 * <p>Missing are JSON's {@code null} and {@code NaN}, the empty text, an empty cell of CSV, and
 * columns that a row or table leaves out where {@link Signature#optional()} has them. In a column
 * of numbers {@code true} and {@code false} are 1 and 0, and a text is read as the number it
 * writes; in a column of texts a number is its own literal. A list of one value stands for the
 * value.
 *
 * <p>All methods throw {@link io.inferry.api.ServingException}: INVALID_ARGUMENT that names column,
 * row (from 0) and value, RESOURCE_EXHAUSTED for a table out of proportion to what was sent; and
 * {@link io.inferry.transport.json.JsonSyntaxException} where the bytes are not JSON. A reader
 * belongs to one thread.
 */
public final class TableReader {
    private final ColumnNames names;
    private final TensorMemory memory;

    /** A reader of tables for this signature, which is columnar. */
    public TableReader(Signature signature, TensorMemory memory) {
        this.names = new ColumnNames(signature);
        this.memory = memory;
    }

    /** A list of objects, one for each row: {@code [{"age": 39, "sex": "male"}, …]}. */
    public Map<String, Tensor> records(JsonReader json) {
        try (Cells cells = new Cells(names, memory, json.remaining())) {
            return new Records(names, cells).read(json);
        }
    }

    /**
     * A list of lists, one for each row: {@code [[39, "male"], …]}.
     *
     * @param columns the names of the rows' values, in their order
     */
    public Map<String, Tensor> rows(List<String> columns, JsonReader json) {
        try (Cells cells = new Cells(names, memory, json.remaining())) {
            return new RowLists(names.order(columns), cells).read(json);
        }
    }

    /** A list of lists whose values come in the signature's order, all of them. */
    public Map<String, Tensor> rows(JsonReader json) {
        return rows(names.all(), json);
    }

    /**
     * A frame as pandas splits it: {@code {"columns": ["age", "sex"], "data": [[39, "male"], …]}}.
     * Without {@code columns} the values come in the signature's order; other members are not
     * looked at.
     */
    public Map<String, Tensor> split(JsonReader json) {
        SplitFrame frame = SplitFrame.find(json);
        return frame.columns().isPresent()
                ? rows(frame.columns().get(), frame.rows())
                : rows(frame.rows());
    }

    /** An object of lists, one for each column: {@code {"age": [39, …], "sex": ["male", …]}}. */
    public Map<String, Tensor> columns(JsonReader json) {
        try (Cells cells = new Cells(names, memory, json.remaining())) {
            return new ColumnLists(names, cells).read(json);
        }
    }

    /**
     * RFC 4180: commas, quotation marks where wanted, lines ended in any way, UTF-8 with or without
     * a byte order mark. Empty lines are passed by. {@code true} and {@code false} count as numbers
     * here.
     */
    public Map<String, Tensor> csv(Bytes document, CsvHead head) {
        try (Cells cells = new Cells(names, memory, document.length())) {
            return new CsvRows(names, cells, head).read(document);
        }
    }
}
