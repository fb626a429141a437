package io.inferry.transport.table;

import io.inferry.api.ServingException;

/** Which columns a row has had, and what becomes of the others. */
final class RowMarks {
    private final ColumnNames names;
    private final Cells cells;

    /** The number of the row, plus one, that had the column last. */
    private final int[] seen;

    RowMarks(Cells cells) {
        this.names = cells.names();
        this.cells = cells;
        seen = new int[names.count()];
    }

    int columns() {
        return seen.length;
    }

    boolean has(int column, int row) {
        return seen[column] == row + 1;
    }

    void mark(int column, int row) {
        seen[column] = row + 1;
    }

    /**
     * Says that what a row has not had is missing.
     *
     * @throws ServingException INVALID_ARGUMENT for a column that must be there
     */
    void fill(int row) {
        for (int column = 0; column < seen.length; column++) {
            if (has(column, row)) {
                continue;
            }
            if (!names.isOptional(column)) {
                throw ServingException.invalidArgument(
                        "row %d has no '%s'".formatted(row, names.name(column)));
            }
            cells.missing(column, row);
        }
    }
}
