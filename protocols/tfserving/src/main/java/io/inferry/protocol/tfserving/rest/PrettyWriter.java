package io.inferry.protocol.tfserving.rest;

import io.inferry.api.tensor.Tensor;
import io.inferry.transport.http.Bytes;
import io.inferry.transport.json.FloatStyle;
import io.inferry.transport.json.JsonWriter;
import io.inferry.transport.json.ListStyle;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Writes JSON laid out as the two printers of upstream do: RapidJSON's pretty writer (four spaces)
 * for predictions and errors, protobuf's (one space) for pages. Used by one thread.
 */
final class PrettyWriter {
    private static final int CAPACITY = 1024;
    private static final String LINE_BREAK = "\n";
    private static final int LEVELS_USUAL = 16;
    private static final List<String> RAPID_JSON = lineStarts("    ");
    private static final List<String> PROTOBUF = lineStarts(" ");

    private final JsonWriter json =
            new JsonWriter(FloatStyle.TENSORFLOW_SERVING, ListStyle.SPACED, CAPACITY);

    /** How lines begin at each usual level. */
    private final List<String> lineStarts;

    /** Levels that are lists, and levels that have something in them. */
    private final BitSet lists = new BitSet();

    private final BitSet filled = new BitSet();
    private int depth;
    private boolean oneLine;

    private PrettyWriter(List<String> lineStarts) {
        this.lineStarts = lineStarts;
    }

    private static List<String> lineStarts(String indent) {
        return IntStream.range(0, LEVELS_USUAL)
                .mapToObj(level -> LINE_BREAK + indent.repeat(level))
                .toList();
    }

    static PrettyWriter likeRapidJson() {
        return new PrettyWriter(RAPID_JSON);
    }

    static PrettyWriter likeProtobuf() {
        return new PrettyWriter(PROTOBUF);
    }

    /** From here on elements of lists follow each other in one line. */
    PrettyWriter listsInOneLine() {
        oneLine = true;
        return this;
    }

    /** From here on each element of a list has a line of its own. */
    PrettyWriter listsInLines() {
        oneLine = false;
        return this;
    }

    PrettyWriter beginObject() {
        beforeValue();
        json.beginObject();
        open(false);
        return this;
    }

    PrettyWriter endObject() {
        close(true);
        json.endObject();
        return this;
    }

    PrettyWriter beginArray() {
        beforeValue();
        json.beginArray();
        open(true);
        return this;
    }

    PrettyWriter endArray() {
        close(!oneLine);
        json.endArray();
        return this;
    }

    PrettyWriter key(String name) {
        filled.set(depth);
        json.comma().raw(lineStart()).name(name);
        return this;
    }

    PrettyWriter string(String text) {
        beforeValue();
        json.string(text);
        return this;
    }

    PrettyWriter string(byte[] text) {
        beforeValue();
        json.string(text);
        return this;
    }

    PrettyWriter number(float value) {
        beforeValue();
        json.number(value);
        return this;
    }

    PrettyWriter bool(boolean value) {
        beforeValue();
        json.bool(value);
        return this;
    }

    /** A value that is JSON already. */
    PrettyWriter token(String text) {
        beforeValue();
        json.value(Bytes.utf8(text));
        return this;
    }

    /** One element of a tensor; {@code index} counts them row-major. */
    PrettyWriter element(Tensor tensor, long index) {
        beforeValue();
        json.element(tensor, index);
        return this;
    }

    /** One row of a tensor, its lists in one line. */
    PrettyWriter row(Tensor tensor, long index) {
        beforeValue();
        json.row(tensor, index);
        return this;
    }

    /** Ends the text with a line break. */
    PrettyWriter line() {
        json.raw(LINE_BREAK);
        return this;
    }

    /** Bytes written so far. */
    int length() {
        return json.length();
    }

    Bytes toBytes() {
        return json.toBytes();
    }

    /** What was written as text, cut after so many bytes. */
    String text(int bytesMax) {
        Bytes all = json.toBytes();
        int bytes = Math.min(bytesMax, all.length());
        return new String(all.array(), all.offset(), bytes, StandardCharsets.UTF_8);
    }

    private void beforeValue() {
        if (!lists.get(depth)) {
            return;
        }
        filled.set(depth);
        if (!oneLine) {
            json.comma().raw(lineStart());
        }
    }

    private void open(boolean list) {
        depth++;
        lists.set(depth, list);
        filled.clear(depth);
    }

    private void close(boolean inLines) {
        boolean ownLine = filled.get(depth) && inLines;
        depth--;
        if (ownLine) {
            json.raw(lineStart());
        }
    }

    private String lineStart() {
        if (depth < LEVELS_USUAL) {
            return lineStarts.get(depth);
        }
        String indent = lineStarts.get(1).substring(LINE_BREAK.length());
        return LINE_BREAK + indent.repeat(depth);
    }
}
