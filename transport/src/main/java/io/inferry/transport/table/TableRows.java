package io.inferry.transport.table;

import io.inferry.api.ServingException;
import io.inferry.api.model.Signature;
import io.inferry.api.model.WrittenNumber;
import io.inferry.api.tensor.Tensor;
import io.inferry.api.tensor.TensorMemory;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Takes a table cell by cell, for wire forms of records that are neither JSON nor CSV. Values,
 * missing ones and mistakes are as {@link TableReader} has them, but a column that a row names
 * twice keeps the later value.
 */
public final class TableRows implements AutoCloseable {
    private static final double WHOLE_MAX = 1L << 53;

    private final ColumnNames names;
    private final Cells cells;
    private final RowMarks marks;
    private final int sentBytes;
    private int row = -1;

    /**
     * A table without rows.
     *
     * @param signature a columnar one
     * @param sentBytes the size of what the table is read from, which bounds what it may take
     */
    public TableRows(Signature signature, TensorMemory memory, int sentBytes) {
        this.names = new ColumnNames(signature);
        this.cells = new Cells(names, memory, sentBytes);
        this.marks = new RowMarks(cells);
        this.sentBytes = sentBytes;
    }

    /**
     * Begins a row.
     *
     * @param remaining bytes that are left of what was sent
     */
    public void begin(int remaining) {
        cells.reserve(++row, Math.min(remaining, sentBytes));
    }

    /** Ends a row: columns that it has not had are missing, if they may be. */
    public void end() {
        marks.fill(row);
    }

    /** A number; in a column of texts its decimal form. */
    public void number(String column, double value) {
        int number = column(column);
        if (!names.isText(number)) {
            cells.number(number, row, value);
        } else if (Double.isNaN(value)) {
            cells.missing(number, row);
        } else {
            cells.text(number, row, decimal(value).getBytes(StandardCharsets.UTF_8));
        }
    }

    private static String decimal(double value) {
        return value == Math.rint(value) && Math.abs(value) < WHOLE_MAX
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    /** A text in UTF-8; in a column of numbers the one that it writes. */
    public void text(String column, byte[] value) {
        int number = column(column);
        if (names.isText(number)) {
            cells.text(number, row, value);
            return;
        }
        String text = new String(value, StandardCharsets.UTF_8);
        try {
            cells.number(number, row, WrittenNumber.parse(text));
        } catch (NumberFormatException e) {
            throw wrong(column, "'" + Shown.cut(text) + "' is not a number");
        }
    }

    /** No value. */
    public void missing(String column) {
        cells.missing(column(column), row);
    }

    /** What to throw of a value that is none, with column and row. */
    public ServingException wrong(String column, String what) {
        return ServingException.invalidArgument(
                "column '%s', row %d: %s".formatted(Shown.cut(column), row, what));
    }

    private int column(String name) {
        int column = names.number(name);
        if (column < 0) {
            throw ServingException.invalidArgument(
                    "row " + row + ": " + names.unknown(name).text());
        }
        marks.mark(column, row);
        return column;
    }

    /** One tensor for every column, which the caller closes; the table is at its end. */
    public Map<String, Tensor> tensors() {
        return cells.tensors(row + 1);
    }

    /** Lets go of the memory; tensors keep theirs. */
    @Override
    public void close() {
        cells.close();
    }
}
