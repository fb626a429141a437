package io.inferry.transport.json;

import io.inferry.api.tensor.Tensor;
import io.inferry.transport.http.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Writes one document into memory. Commas come by themselves; that brackets match and members have
 * names is the caller's part. NaN and infinities are written bare: {@code NaN}, {@code -Infinity}.
 * Belongs to one thread.
 */
public final class JsonWriter {
    private static final int CAPACITY = 1024;

    private final ByteSink sink;
    private final NumberText numbers;
    private final ListStyle listStyle;
    private boolean commaDue;

    /** A writer without spaces. */
    public JsonWriter(FloatStyle floatStyle) {
        this(floatStyle, ListStyle.COMPACT, CAPACITY);
    }

    /**
     * A writer.
     *
     * @param capacity bytes to begin with; it grows as needed
     */
    public JsonWriter(FloatStyle floatStyle, ListStyle listStyle, int capacity) {
        this.sink = new ByteSink(capacity);
        this.numbers = new NumberText(sink, floatStyle);
        this.listStyle = listStyle;
    }

    /** Opens an object. */
    public JsonWriter beginObject() {
        return open('{');
    }

    /** Closes an object. */
    public JsonWriter endObject() {
        return close('}');
    }

    /** Opens a list. */
    public JsonWriter beginArray() {
        return open('[');
    }

    /** Closes a list. */
    public JsonWriter endArray() {
        return close(']');
    }

    /** A member's name; its value is written next. */
    public JsonWriter name(String name) {
        string(name);
        sink.put((byte) ':');
        if (listStyle == ListStyle.SPACED) {
            sink.put((byte) ' ');
        }
        commaDue = false;
        return this;
    }

    /** A text. */
    public JsonWriter string(String text) {
        return string(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A text whose bytes are passed on as they are, escaped where JSON wants it, UTF-8 or not. */
    public JsonWriter string(byte[] text) {
        beforeValue();
        StringText.put(sink, text);
        return afterValue();
    }

    /** {@code {"b64": "..."}}. */
    public JsonWriter base64Object(byte[] bytes) {
        beginObject().name("b64");
        sink.put((byte) '"');
        byte[] text = Base64.getEncoder().encode(bytes);
        sink.put(text, 0, text.length);
        sink.put((byte) '"');
        return endObject();
    }

    /** An integer. */
    public JsonWriter number(long value) {
        beforeValue();
        numbers.put(value);
        return afterValue();
    }

    /** An integer of uint64. */
    public JsonWriter unsignedNumber(long value) {
        beforeValue();
        numbers.putUnsigned(value);
        return afterValue();
    }

    /** A float32. */
    public JsonWriter number(float value) {
        beforeValue();
        numbers.put(value);
        return afterValue();
    }

    /** A float64. */
    public JsonWriter number(double value) {
        beforeValue();
        numbers.put(value);
        return afterValue();
    }

    /** A truth value. */
    public JsonWriter bool(boolean value) {
        return token(value ? "true" : "false");
    }

    /** A null. */
    public JsonWriter nullValue() {
        return token("null");
    }

    /** A tensor as nested lists; a scalar as its element. STRING elements are texts. */
    public JsonWriter tensor(Tensor tensor) {
        new TensorText(this, tensor).putNested();
        return this;
    }

    /** The elements of a tensor as one flat list. */
    public JsonWriter flat(Tensor tensor) {
        new TensorText(this, tensor).putFlat();
        return this;
    }

    /** One row of a tensor of rank 1 or more, as nested lists or an element. */
    public JsonWriter row(Tensor tensor, long index) {
        new TensorText(this, tensor).putRow(index);
        return this;
    }

    /** One element of a tensor; {@code index} counts them row-major. */
    public JsonWriter element(Tensor tensor, long index) {
        new TensorText(this, tensor).putElement(index);
        return this;
    }

    /** A whole value that is JSON already. */
    public JsonWriter value(Bytes json) {
        beforeValue();
        sink.put(json.array(), json.offset(), json.offset() + json.length());
        return afterValue();
    }

    /** The comma that is due before the next element, if one is, now: to put white space behind. */
    public JsonWriter comma() {
        if (commaDue) {
            sink.put((byte) ',');
            commaDue = false;
        }
        return this;
    }

    /** Bytes as they are, ASCII: white space for a pretty document. */
    public JsonWriter raw(String ascii) {
        sink.put(ascii);
        return this;
    }

    /** Bytes written so far. */
    public int length() {
        return sink.length();
    }

    /** What was written; the writer is not to be used afterwards. */
    public Bytes toBytes() {
        return sink.toBytes();
    }

    NumberText numbers() {
        return numbers;
    }

    /** Writes the comma that is due, with its space. */
    void beforeValue() {
        if (commaDue) {
            sink.put((byte) ',');
            if (listStyle == ListStyle.SPACED) {
                sink.put((byte) ' ');
            }
        }
    }

    JsonWriter afterValue() {
        commaDue = true;
        return this;
    }

    private JsonWriter open(char bracket) {
        beforeValue();
        sink.put((byte) bracket);
        commaDue = false;
        return this;
    }

    private JsonWriter close(char bracket) {
        sink.put((byte) bracket);
        return afterValue();
    }

    private JsonWriter token(String word) {
        beforeValue();
        sink.put(word);
        return afterValue();
    }
}
