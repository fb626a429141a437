package io.inferry.transport.table;

import io.inferry.api.ServingException;

/** In which order the rows of a table have their values, and which columns they do not have. */
final class RowOrder {
    private final int[] columns;
    private final int[] absent;
    private final Cells cells;

    /**
     * @param columns the number of each value's column, none of them twice
     */
    RowOrder(int[] columns, Cells cells) {
        this.columns = columns;
        this.cells = cells;
        boolean[] named = new boolean[cells.names().count()];
        for (int column : columns) {
            named[column] = true;
        }
        absent = new int[named.length - columns.length];
        int count = 0;
        for (int column = 0; column < named.length; column++) {
            if (!named[column]) {
                absent[count++] = column;
            }
        }
    }

    /** How many values a row has. */
    int width() {
        return columns.length;
    }

    int column(int place) {
        return columns[place];
    }

    /**
     * Ends a row: what the table does not have is missing.
     *
     * @throws ServingException INVALID_ARGUMENT when the row had fewer values than there are names
     */
    void end(int row, int count) {
        if (count < columns.length) {
            throw ServingException.invalidArgument(
                    "row %d has %d values, there are %d columns"
                            .formatted(row, count, columns.length));
        }
        for (int column : absent) {
            cells.missing(column, row);
        }
    }

    ServingException tooMany(int row) {
        return ServingException.invalidArgument(
                "row %d has more values than the %d columns".formatted(row, columns.length));
    }
}
