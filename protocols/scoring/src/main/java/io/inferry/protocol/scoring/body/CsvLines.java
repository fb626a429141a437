package io.inferry.protocol.scoring.body;

import io.inferry.transport.facts.Members;
import io.inferry.transport.http.Bytes;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The cells of a document's first lines, as far as is needed to know what they are: the document
 * itself is read by the table reader.
 */
final class CsvLines {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final Bytes document;
    private final int end;
    private final ByteArrayOutputStream cell = new ByteArrayOutputStream();
    private int at;

    private CsvLines(Bytes document) {
        this.document = document;
        this.end = Math.min(document.length(), Members.SCAN_BYTES_MAX);
    }

    /** The first lines that have any cells, at most so many. */
    static List<List<String>> first(Bytes document, int most) {
        CsvLines lines = new CsvLines(document);
        List<List<String>> found = new ArrayList<>();
        while (found.size() < most && lines.at < lines.end) {
            List<String> line = lines.next();
            if (line.size() > 1 || !line.getFirst().isEmpty()) {
                found.add(line);
            }
        }
        return found;
    }

    private List<String> next() {
        List<String> cells = new ArrayList<>();
        boolean quoted = false;
        while (at < end) {
            byte b = document.array()[document.offset() + at++];
            if (b == '"') {
                quoted = !quoted;
            } else if (!quoted && b == ',') {
                cells.add(take());
            } else if (!quoted && (b == '\n' || b == '\r')) {
                break;
            } else {
                cell.write(b);
            }
        }
        cells.add(take());
        return cells;
    }

    private String take() {
        String text = cell.toString(StandardCharsets.UTF_8);
        cell.reset();
        return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    }
}
