package io.inferry.transport.json;

/**
 * The document is JSON, but holds another kind of value, or a number out of range. Carries no stack
 * trace: it is the caller's mistake.
 */
public final class JsonTypeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String expected;
    private final Token found;
    private final String text;
    private final int offset;

    JsonTypeException(String expected, Token found, String text, int offset) {
        super(
                "expected " + expected + ", found " + text + " at offset " + offset,
                null,
                false,
                false);
        this.expected = expected;
        this.found = found;
        this.text = text;
        this.offset = offset;
    }

    /** What was wanted: {@code a string}, {@code an int64}. */
    public String expected() {
        return expected;
    }

    /** The kind of value that is there. */
    public Token found() {
        return found;
    }

    /** The value that is there, cut when long. */
    public String text() {
        return text;
    }

    /** Where, in bytes from the start of the document. */
    public int offset() {
        return offset;
    }
}
