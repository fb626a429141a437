package io.inferry.transport.table;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.inferry.api.ServingException;
import io.inferry.api.model.WrittenNumber;
import io.inferry.api.tensor.Tensor;
import io.inferry.transport.http.Bytes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads CSV, cell by cell as the parser finds them. */
final class CsvRows extends AbstractBaseCsvCallbackHandler<CsvRows> {
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final Cells cells;
    private final List<String> head = new ArrayList<>();
    private @Nullable RowOrder order;
    private int row;
    private int count;
    private int readBytes;
    private int sentBytes;

    CsvRows(ColumnNames names, Cells cells, CsvHead head) {
        this.cells = cells;
        if (head == CsvHead.NONE) {
            order = new RowOrder(names.order(names.all()), cells);
        }
    }

    Map<String, Tensor> read(Bytes document) {
        sentBytes = document.length();
        try (var reader =
                CsvReader.builder()
                        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .build(this, decoded(document))) {
            for (CsvRows parsed : reader) {
                parsed.count = 0;
            }
        } catch (CsvParseException | UncheckedIOException | IOException e) {
            throw refused(e);
        }
        return cells.tensors(row);
    }

    private static Reader decoded(Bytes document) {
        int skipped = startsWithMark(document) ? BYTE_ORDER_MARK.length : 0;
        return new InputStreamReader(
                new ByteArrayInputStream(
                        document.array(), document.offset() + skipped, document.length() - skipped),
                StandardCharsets.UTF_8.newDecoder());
    }

    private static boolean startsWithMark(Bytes document) {
        for (int i = 0; i < BYTE_ORDER_MARK.length; i++) {
            if (i >= document.length()
                    || document.array()[document.offset() + i] != BYTE_ORDER_MARK[i]) {
                return false;
            }
        }
        return true;
    }

    /** The parser wraps what handlers throw. */
    private ServingException refused(Exception e) {
        return switch (e.getCause()) {
            case ServingException ours -> ours;
            case CharacterCodingException broken ->
                    ServingException.invalidArgument("row " + row + ": the bytes are not UTF-8");
            case null, default ->
                    ServingException.invalidArgument(
                            "row %d is no CSV: %s".formatted(row, e.getMessage()));
        };
    }

    @Override
    protected void handleField(int place, char[] from, int offset, int length, boolean quoted) {
        String text = new String(from, offset, length);
        readBytes += length + 1;
        count++;
        if (order == null) {
            head.add(text);
            return;
        }
        if (place >= order.width()) {
            throw order.tooMany(row);
        }
        if (place == 0) {
            cells.reserve(row, Math.max(sentBytes - readBytes, 0));
        }
        set(order.column(place), text);
    }

    private void set(int column, String text) {
        if (text.isEmpty()) {
            cells.missing(column, row);
        } else if (cells.names().isText(column)) {
            cells.text(column, row, text.getBytes(StandardCharsets.UTF_8));
        } else {
            cells.number(column, row, number(column, text));
        }
    }

    private double number(int column, String text) {
        try {
            return WrittenNumber.parse(text);
        } catch (NumberFormatException e) {
            if (text.equalsIgnoreCase("true")) {
                return 1;
            }
            if (text.equalsIgnoreCase("false")) {
                return 0;
            }
            throw ServingException.invalidArgument(
                    "column '%s', row %d: '%s' is not a number"
                            .formatted(cells.names().name(column), row, Shown.cut(text)));
        }
    }

    @Override
    protected CsvRows buildRecord() {
        if (order == null) {
            if (count > 0) {
                order = new RowOrder(cells.names().order(head), cells);
            }
        } else if (count > 0) {
            order.end(row++, count);
        }
        count = 0;
        return this;
    }
}
