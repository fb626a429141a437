package io.inferry.protocol.scoring.answer;

import io.inferry.api.ServingException;
import io.inferry.api.tensor.StringTensor;
import io.inferry.transport.http.Bytes;
import io.inferry.transport.json.FloatStyle;
import io.inferry.transport.json.JsonWriter;
import io.inferry.transport.json.ListStyle;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A line for each row: the values of every output, one behind the other (RFC 4180). */
final class CsvAnswer {
    private static final int LINE_BYTES = 64;

    private final List<Output> outputs;
    private final ByteArrayOutputStream document = new ByteArrayOutputStream();

    CsvAnswer(List<Output> outputs) {
        this.outputs = outputs;
    }

    /** The document, under the names of its columns if so wanted. */
    Bytes write(boolean head) {
        long rows = AnswerWriter.commonRows(outputs);
        if (rows < 0) {
            throw ServingException.invalidArgument(
                    "outputs %s are no rows of one table and have no form as CSV; accept"
                                    .formatted(outputs.stream().map(Output::name).toList())
                            + " application/json, or choose one by the query 'outputs'");
        }
        if (head) {
            writeHead();
        }
        for (long row = 0; row < rows; row++) {
            JsonWriter line = line();
            for (Output output : outputs) {
                writeCells(line, output, row);
            }
            end(line);
        }
        return Bytes.of(document.toByteArray());
    }

    /** Numbers and commas are the same in both. */
    private static JsonWriter line() {
        return new JsonWriter(FloatStyle.SHORTEST, ListStyle.COMPACT, LINE_BYTES);
    }

    private void end(JsonWriter line) {
        Bytes bytes = line.toBytes();
        document.write(bytes.array(), bytes.offset(), bytes.length());
        document.write('\n');
    }

    private static void writeCells(JsonWriter line, Output output, long row) {
        long from = row * output.width();
        for (long i = from; i < from + output.width(); i++) {
            if (output.tensor() instanceof StringTensor texts) {
                byte[] text = texts.elements().get((int) i);
                line.value(Bytes.utf8(quoted(new String(text, StandardCharsets.UTF_8))));
            } else {
                line.element(output.tensor(), i);
            }
        }
    }

    private void writeHead() {
        JsonWriter line = line();
        for (Output output : outputs) {
            boolean one = output.tensor().shape().rank() == 1;
            for (int i = 0; i < output.width(); i++) {
                String part =
                        output.classes().isEmpty() ? Integer.toString(i) : output.classes().get(i);
                String name = one ? output.name() : output.name() + "." + part;
                line.value(Bytes.utf8(quoted(name)));
            }
        }
        end(line);
    }

    private static String quoted(String text) {
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
