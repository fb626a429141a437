package io.inferry.engine.trees;

import static java.nio.charset.StandardCharsets.UTF_8;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.inferry.api.model.Column;
import io.inferry.engine.trees.forest.Ensemble;
import io.inferry.engine.trees.forest.ModelFileException;
import io.inferry.engine.trees.shap.Background;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads the rows that explanations compare with: CSV, in the order of the model's features or below
 * a line of their names in any order. Cells are numbers, names of categories where the model's file
 * has them, or empty for a missing value.
 */
final class BackgroundFile {
    private static final long BYTES_MAX = 1L << 26;

    private final String name;
    private final Ensemble.Inputs inputs;

    /** For each cell of a line the feature that it is. */
    private final int[] order;

    private double[] values;
    private int count;

    private BackgroundFile(Path file, Ensemble.Inputs inputs) {
        this.name = String.valueOf(file.getFileName());
        this.inputs = inputs;
        this.order = new int[inputs.features()];
        Arrays.setAll(order, i -> i);
        this.values = new double[inputs.features()];
    }

    /**
     * Reads a file.
     *
     * @throws ModelFileException BROKEN, with its name and the line, when the rows are not the
     *     model's or too many
     */
    static Background read(Path file, Ensemble.Inputs inputs) {
        try {
            if (Files.size(file) > BYTES_MAX) {
                throw ModelFileException.broken(
                        "background %s has %d bytes; at most %d are read"
                                .formatted(file.getFileName(), Files.size(file), BYTES_MAX));
            }
            return new BackgroundFile(file, inputs).read(file);
        } catch (IOException | UncheckedIOException | CsvParseException e) {
            throw ModelFileException.broken("its background cannot be read: " + e);
        }
    }

    private Background read(Path file) throws IOException {
        // Lines that are too long or too short are said in our own words.
        CsvReader.CsvReaderBuilder lines =
                CsvReader.builder()
                        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .missingFieldStrategy(FieldMismatchStrategy.IGNORE);
        try (CsvReader<CsvRecord> records = lines.ofCsvRecord(file, UTF_8)) {
            for (CsvRecord line : records) {
                if (line.getFieldCount() != order.length) {
                    throw wrong(line, line.getFieldCount() + " cells, rows have " + order.length);
                }
                if (line.getStartingLineNumber() > 1 || !takeNames(line)) {
                    takeRow(line);
                }
            }
        }
        if (count == 0) {
            throw ModelFileException.broken("background " + name + " has no rows");
        }
        new RowReader(inputs).settle(values, count * order.length);
        return new Background(order.length, Arrays.copyOf(values, count * order.length));
    }

    /** Whether the first line is one of names: none of its cells is what a row can have. */
    private boolean takeNames(CsvRecord line) {
        for (int i = 0; i < order.length; i++) {
            String cell = line.getField(i).strip();
            if (isMissing(cell) || !Double.isNaN(value(i, cell))) {
                return false;
            }
        }
        List<String> names = inputs.columns().stream().map(Column::name).toList();
        if (names.isEmpty()) {
            return true;
        }
        List<String> wanted = new ArrayList<>(names);
        for (int i = 0; i < order.length; i++) {
            String cell = line.getField(i).strip();
            if (!wanted.remove(cell)) {
                throw wrong(line, "column '" + cell + "', which is no feature or there twice");
            }
            order[i] = names.indexOf(cell);
        }
        return true;
    }

    private void takeRow(CsvRecord line) {
        if (count == Background.ROWS_MAX) {
            throw wrong(line, "more than " + Background.ROWS_MAX + " rows");
        }
        if ((count + 1) * order.length > values.length) {
            values = Arrays.copyOf(values, Math.multiplyExact(2, values.length));
        }
        for (int i = 0; i < order.length; i++) {
            String cell = line.getField(i).strip();
            double value = value(order[i], cell);
            if (Double.isNaN(value) && !isMissing(cell)) {
                throw wrong(line, "'" + cell + "' where a number should be");
            }
            values[count * order.length + order[i]] = value;
        }
        count++;
    }

    private double value(int feature, String cell) {
        int category =
                inputs.columns().isEmpty()
                        ? -1
                        : inputs.columns().get(feature).categories().indexOf(cell);
        return category >= 0 ? category : number(cell);
    }

    private static double number(String cell) {
        try {
            return Double.parseDouble(cell);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    private static boolean isMissing(String cell) {
        return cell.isEmpty() || cell.equalsIgnoreCase("nan");
    }

    private ModelFileException wrong(CsvRecord line, String what) {
        return ModelFileException.broken(
                "line %d of background %s has %s"
                        .formatted(line.getStartingLineNumber(), name, what));
    }
}
