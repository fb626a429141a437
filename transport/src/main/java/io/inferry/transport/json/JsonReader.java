package io.inferry.transport.json;

import io.inferry.transport.http.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A pull reader over a whole document in memory: RFC 8259, and {@code NaN}, {@code Infinity} and
 * {@code -Infinity} as numbers. What follows the first value is looked at only by {@link
 * #endDocument()}. Nesting costs one bit per level and no Java stack. A reader belongs to one
 * thread.
 *
 * <p>Every read throws {@link JsonSyntaxException} when the bytes are not JSON, and {@link
 * JsonTypeException} when another kind of value is there; a value of the wrong kind is not
 * consumed. Only what was read is known to be well-formed: to report a syntax error before any
 * other mistake, {@link #skipValue()} over the whole document with a second reader.
 */
public final class JsonReader {
    /** Levels of nesting at most. */
    public static final int DEPTH_MAX = 1_000_000;

    private static final int TEXT_BYTES_MAX = 1024;

    private final Cursor cursor;
    private final NumberScanner number;
    private final StringScanner text;

    /** A reader at the start of a document. */
    public JsonReader(Bytes document) {
        this(
                new Cursor(
                        document.array(),
                        document.offset(),
                        document.offset() + document.length()));
    }

    private JsonReader(Cursor cursor) {
        this.cursor = cursor;
        this.number = new NumberScanner(cursor);
        this.text = new StringScanner(cursor);
    }

    /** The kind of value that comes next; {@link Token#END} when the container or document ends. */
    public Token peek() {
        return cursor.peek();
    }

    /**
     * Whether the open list or object has a further element, or the document its value; a second
     * call answers the same.
     */
    public boolean hasNext() {
        return cursor.hasNext();
    }

    /** Enters an object. */
    public void beginObject() {
        if (toValue() != '{') {
            throw unexpected("an object");
        }
        cursor.open(true);
    }

    /** Leaves an object whose members were all read. */
    public void endObject() {
        cursor.close(true);
    }

    /** Enters a list. */
    public void beginArray() {
        if (toValue() != '[') {
            throw unexpected("a list");
        }
        cursor.open(false);
    }

    /** Leaves a list whose elements were all read. */
    public void endArray() {
        cursor.close(false);
    }

    /** The next member's name; its value is read next. */
    public String nextName() {
        int end = text.scan(cursor.toName());
        String name = text.asString();
        cursor.toMemberValue(end);
        return name;
    }

    /**
     * Reads the next member's name if it is this one; reads nothing when it is another.
     *
     * @param plain in UTF-8, without a character that JSON escapes; a name that the document writes
     *     with escapes counts as another
     */
    public boolean skipName(byte[] plain) {
        int end = cursor.nameEnd(plain);
        if (end < 0) {
            return false;
        }
        cursor.toMemberValue(end);
        return true;
    }

    /** A string. */
    public String string() {
        scanString();
        return text.asString();
    }

    /** A string's bytes in UTF-8. */
    public byte[] stringBytes() {
        scanString();
        return text.asBytes();
    }

    /** A truth value. */
    public boolean bool() {
        int c = toValue();
        if (c != 't' && c != 'f') {
            throw unexpected("a boolean");
        }
        cursor.literal(c == 't' ? "true" : "false");
        return c == 't';
    }

    /** A null. */
    public void nextNull() {
        if (toValue() != 'n') {
            throw unexpected("null");
        }
        cursor.literal("null");
    }

    /** A number, rounded once to the nearest float32; infinite where it is too large. */
    public float floatNumber() {
        scanNumber("a number");
        float value = number.toFloat();
        consumeNumber();
        return value;
    }

    /** A number, rounded once to the nearest float64; infinite where it is too large. */
    public double doubleNumber() {
        scanNumber("a number");
        double value = number.toDouble();
        consumeNumber();
        return value;
    }

    /** A number, rounded once to the nearest float16; the bits. */
    public short float16Number() {
        scanNumber("a number");
        short bits = number.toFloat16();
        consumeNumber();
        return bits;
    }

    /** A number, rounded once to the nearest bfloat16; the bits. */
    public short bfloat16Number() {
        scanNumber("a number");
        short bits = number.toBfloat16();
        consumeNumber();
        return bits;
    }

    /** A number as it is written. */
    public byte[] numberText() {
        scanNumber("a number");
        byte[] text = Arrays.copyOfRange(cursor.array(), cursor.next(), number.end());
        consumeNumber();
        return text;
    }

    /** An integer of int64; the token has no fraction and no exponent. */
    public long longNumber() {
        scanNumber("an int64");
        if (!number.fitsLong()) {
            throw unexpected("an int64");
        }
        long value = number.toLong();
        consumeNumber();
        return value;
    }

    /** An integer of uint64; values above int64 come as negative longs. */
    public long unsignedLongNumber() {
        scanNumber("a uint64");
        if (!number.fitsUnsignedLong()) {
            throw unexpected("a uint64");
        }
        long value = number.toLong();
        consumeNumber();
        return value;
    }

    /** An integer between these bounds; {@code name} says in errors what they are. */
    public long integer(long min, long max, String name) {
        scanNumber(name);
        if (!number.fitsLong() || number.toLong() < min || number.toLong() > max) {
            throw unexpected(name);
        }
        long value = number.toLong();
        consumeNumber();
        return value;
    }

    /** Whether the number ahead is written without fraction and exponent. */
    public boolean numberIsInteger() {
        scanNumber("a number");
        return number.isInteger();
    }

    /** Reads past one value, however deep, and finds every mistake in it. */
    public void skipValue() {
        int base = cursor.depth();
        do {
            skipOne();
            while (cursor.depth() > base && !hasNext()) {
                cursor.close(cursor.inObject());
            }
            if (cursor.depth() > base && cursor.inObject()) {
                cursor.toMemberValue(text.scan(cursor.toName()));
            }
        } while (cursor.depth() > base);
    }

    private void skipOne() {
        switch (peek()) {
            case OBJECT -> beginObject();
            case ARRAY -> beginArray();
            case STRING -> scanString();
            case NUMBER -> {
                scanNumber("a number");
                consumeNumber();
            }
            case TRUE, FALSE -> bool();
            case NULL -> nextNull();
            case END -> throw unexpected("a value");
        }
    }

    /** Finds it wrong when anything but white space follows the value that was read. */
    public void endDocument() {
        if (cursor.ahead() >= 0) {
            throw cursor.syntax(JsonSyntaxException.TRAILING);
        }
    }

    /** Where the reader is, in bytes from the start; right before a value where one comes. */
    public int position() {
        cursor.ahead();
        return cursor.next() - cursor.start();
    }

    /**
     * Goes to a value, back or forth. The reader then is as it was at the start: that value is all
     * the document there is, and {@link Token#END} follows it.
     */
    public void seek(int position) {
        cursor.seek(cursor.start() + position);
    }

    /** Bytes that are not read yet. */
    public int remaining() {
        return cursor.limit() - cursor.next();
    }

    /** The text of the value ahead for an error message, cut after {@code maxBytes}. */
    public String snippet(int maxBytes) {
        cursor.ahead();
        int from = cursor.next();
        int window = (int) Math.min(cursor.limit(), (long) from + maxBytes);
        Cursor part = new Cursor(cursor.array(), from, window);
        int end = window;
        try {
            new JsonReader(part).skipValue();
            end = part.next();
        } catch (JsonSyntaxException cut) {
            end = window;
        }
        String found = new String(cursor.array(), from, end - from, StandardCharsets.UTF_8);
        return end == window && window < cursor.limit() ? found + "..." : found;
    }

    Cursor cursor() {
        return cursor;
    }

    /** Another reader at the same place, for which the value ahead is the whole document. */
    public JsonReader lookAhead() {
        return new JsonReader(new Cursor(cursor.array(), cursor.next(), cursor.limit()));
    }

    JsonTypeException unexpected(String expected) {
        Token found = peek();
        String value = found == Token.END ? "nothing" : snippet(TEXT_BYTES_MAX);
        return new JsonTypeException(expected, found, value, position());
    }

    /** The first byte of the value that comes next. */
    private int toValue() {
        if (!cursor.hasNext()) {
            throw unexpected("a value");
        }
        return cursor.firstByte();
    }

    private void scanString() {
        if (toValue() != '"') {
            throw unexpected("a string");
        }
        cursor.valueEnds(text.scan(cursor.next() + 1));
    }

    private void scanNumber(String expected) {
        if (cursor.tokenOf(toValue()) != Token.NUMBER) {
            throw unexpected(expected);
        }
        number.scan(cursor.next());
    }

    private void consumeNumber() {
        cursor.valueEnds(number.end());
    }
}
