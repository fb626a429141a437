package io.inferry.transport.json;

import io.inferry.transport.http.Bytes;
import java.nio.charset.StandardCharsets;

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

    private enum State {
        /** A container was opened. */
        OPENED,
        /** A value comes, or in an object a name. */
        BEFORE_ELEMENT,
        /** A member's name was read. */
        BEFORE_VALUE,
        /** A value ended. */
        AFTER_VALUE
    }

    final byte[] array;
    final int limit;
    private final int start;
    private final NumberScanner number = new NumberScanner(this);
    private final StringScanner text = new StringScanner(this);
    private final ContainerStack containers = new ContainerStack();
    private int next;
    private State state = State.BEFORE_ELEMENT;

    /** A reader at the start of a document. */
    public JsonReader(Bytes document) {
        this(document.array(), document.offset(), document.offset() + document.length());
    }

    private JsonReader(byte[] array, int start, int limit) {
        this.array = array;
        this.start = start;
        this.limit = limit;
        this.next = start;
    }

    /** The kind of value that comes next; {@link Token#END} when the container or document ends. */
    public Token peek() {
        if (!hasNext()) {
            return Token.END;
        }
        return tokenAt(toValue());
    }

    /**
     * Whether the open list or object has a further element, or the document its value; a second
     * call answers the same.
     */
    public boolean hasNext() {
        if (state == State.BEFORE_ELEMENT || state == State.BEFORE_VALUE) {
            return true;
        }
        if (containers.depth() == 0) {
            return false;
        }
        boolean object = containers.topIsObject();
        int c = ahead();
        if (c == (object ? '}' : ']')) {
            return false;
        }
        if (state == State.AFTER_VALUE) {
            if (c != ',') {
                throw syntax(
                        object
                                ? JsonSyntaxException.MISSING_COMMA_IN_OBJECT
                                : JsonSyntaxException.MISSING_COMMA_IN_ARRAY);
            }
            next++;
            c = ahead();
        }
        if (object && c != '"') {
            throw syntax(JsonSyntaxException.MISSING_NAME);
        }
        state = State.BEFORE_ELEMENT;
        return true;
    }

    /** Enters an object. */
    public void beginObject() {
        begin('{', "an object");
        containers.pushObject();
    }

    /** Leaves an object whose members were all read. */
    public void endObject() {
        end(true);
    }

    /** Enters a list. */
    public void beginArray() {
        begin('[', "a list");
        containers.pushArray();
    }

    /** Leaves a list whose elements were all read. */
    public void endArray() {
        end(false);
    }

    /** The next member's name; its value is read next. */
    public String nextName() {
        toName();
        String name = text.asString();
        toMemberValue();
        return name;
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
        literal(c == 't' ? "true" : "false");
        return c == 't';
    }

    /** A null. */
    public void nextNull() {
        if (toValue() != 'n') {
            throw unexpected("null");
        }
        literal("null");
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
        int base = containers.depth();
        do {
            skipOne();
            while (containers.depth() > base && !hasNext()) {
                end(containers.topIsObject());
            }
            if (containers.depth() > base && containers.topIsObject()) {
                toName();
                toMemberValue();
            }
        } while (containers.depth() > base);
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
        if (ahead() >= 0) {
            throw syntax(JsonSyntaxException.TRAILING);
        }
    }

    /** Where the reader is, in bytes from the start; right before a value where one comes. */
    public int position() {
        ahead();
        return next - start;
    }

    /**
     * Goes to a value, back or forth. The reader then is as it was at the start: that value is all
     * the document there is, and {@link Token#END} follows it.
     */
    public void seek(int position) {
        next = start + position;
        state = State.BEFORE_ELEMENT;
        containers.clear();
    }

    /** The text of the value ahead for an error message, cut after {@code maxBytes}. */
    public String snippet(int maxBytes) {
        ahead();
        int window = (int) Math.min(limit, (long) next + maxBytes);
        JsonReader value = new JsonReader(array, next, window);
        int end = window;
        try {
            value.skipValue();
            end = value.next;
        } catch (JsonSyntaxException cut) {
            end = window;
        }
        String found = new String(array, next, end - next, StandardCharsets.UTF_8);
        return end == window && window < limit ? found + "..." : found;
    }

    /** Bytes that are not read yet. */
    public int remaining() {
        return limit - next;
    }

    int next() {
        return next;
    }

    /** A fast path has read elements of the open list, and the last ended here. */
    void advanceTo(int position) {
        next = position;
        state = State.AFTER_VALUE;
    }

    JsonReader lookAhead() {
        return new JsonReader(array, next, limit);
    }

    JsonSyntaxException syntaxAt(String problem, int position) {
        return new JsonSyntaxException(problem, position - start);
    }

    private JsonSyntaxException syntax(String problem) {
        return syntaxAt(problem, next);
    }

    JsonTypeException unexpected(String expected) {
        Token found = peek();
        String value = found == Token.END ? "nothing" : snippet(TEXT_BYTES_MAX);
        return new JsonTypeException(expected, found, value, position());
    }

    private Token tokenAt(int c) {
        return switch (c) {
            case '{' -> Token.OBJECT;
            case '[' -> Token.ARRAY;
            case '"' -> Token.STRING;
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'N', 'I' -> Token.NUMBER;
            case 't' -> Token.TRUE;
            case 'f' -> Token.FALSE;
            case 'n' -> Token.NULL;
            default -> throw syntax(JsonSyntaxException.INVALID_VALUE);
        };
    }

    /** Skips white space; the byte there, -1 at the end. */
    private int ahead() {
        while (next < limit) {
            int c = array[next];
            if (c > ' ' || (c != ' ' && c != '\n' && c != '\r' && c != '\t')) {
                return c & 0xFF;
            }
            next++;
        }
        return -1;
    }

    /** The first byte of the value that comes next. */
    private int toValue() {
        if (!hasNext()) {
            throw unexpected("a value");
        }
        if (state == State.BEFORE_ELEMENT && containers.topIsObject()) {
            throw new IllegalStateException("a member's name is read before its value");
        }
        int c = ahead();
        if (c < 0) {
            throw syntax(
                    containers.depth() == 0
                            ? JsonSyntaxException.EMPTY
                            : JsonSyntaxException.INVALID_VALUE);
        }
        return c;
    }

    private void begin(char bracket, String expected) {
        if (toValue() != bracket) {
            throw unexpected(expected);
        }
        if (containers.depth() == DEPTH_MAX) {
            throw syntax(JsonSyntaxException.TOO_DEEP);
        }
        next++;
        state = State.OPENED;
    }

    private void end(boolean object) {
        if (containers.depth() == 0 || containers.topIsObject() != object || hasNext()) {
            throw new IllegalStateException("there is more to read before " + (object ? "}" : "]"));
        }
        next++;
        containers.pop();
        state = State.AFTER_VALUE;
    }

    private void toName() {
        if (!containers.topIsObject() || state == State.BEFORE_VALUE || !hasNext()) {
            throw new IllegalStateException("no member's name comes here");
        }
        next = text.scan(next + 1);
    }

    private void toMemberValue() {
        if (ahead() != ':') {
            throw syntax(JsonSyntaxException.MISSING_COLON);
        }
        next++;
        state = State.BEFORE_VALUE;
    }

    private void scanString() {
        if (toValue() != '"') {
            throw unexpected("a string");
        }
        next = text.scan(next + 1);
        state = State.AFTER_VALUE;
    }

    private void scanNumber(String expected) {
        if (tokenAt(toValue()) != Token.NUMBER) {
            throw unexpected(expected);
        }
        number.scan(next);
    }

    private void consumeNumber() {
        next = number.end();
        state = State.AFTER_VALUE;
    }

    private void literal(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (next + i >= limit || array[next + i] != word.charAt(i)) {
                throw syntaxAt(JsonSyntaxException.INVALID_VALUE, next + i);
            }
        }
        next += word.length();
        state = State.AFTER_VALUE;
    }
}
