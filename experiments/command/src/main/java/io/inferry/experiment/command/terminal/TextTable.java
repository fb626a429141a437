package io.inferry.experiment.command.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Columns for a person: as wide as their widest cell. */
public final class TextTable {
    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();

    /** A table with a first line that names the columns. */
    public TextTable(String... columns) {
        rows.add(List.of(columns));
    }

    /** Adds a row; it has one cell for each column. */
    public void row(String... cells) {
        if (cells.length != rows.getFirst().size()) {
            throw new IllegalArgumentException(
                    "a row of %d cells for %d columns"
                            .formatted(cells.length, rows.getFirst().size()));
        }
        rows.add(List.of(cells));
    }

    /** Whether nothing but the names of the columns would be shown. */
    public boolean isEmpty() {
        return rows.size() == 1;
    }

    /** The lines, without a last line break. */
    @Override
    public String toString() {
        int[] widths =
                IntStream.range(0, rows.getFirst().size())
                        .map(column ->
                                rows.stream()
                                        .mapToInt(row -> row.get(column).length())
                                        .max()
                                        .orElse(0))
                        .toArray();
        return rows.stream()
                .map(row -> line(row, widths))
                .collect(Collectors.joining(System.lineSeparator()));
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String cell = row.get(i);
            line.append(cell).append(" ".repeat(widths[i] - cell.length())).append(GAP);
        }
        return line.toString().stripTrailing();
    }
}
