package io.inferry.transport.json;

/**
 * The bytes are not JSON. The text is worded as RapidJSON words it, since TensorFlow Serving's
 * clients know those texts. Carries no stack trace: it is the caller's mistake.
 */
public final class JsonSyntaxException extends RuntimeException {
    static final String EMPTY = "The document is empty.";
    static final String TRAILING = "The document root must not be followed by other values.";
    static final String INVALID_VALUE = "Invalid value.";
    static final String MISSING_NAME = "Missing a name for object member.";
    static final String MISSING_COLON = "Missing a colon after a name of object member.";
    static final String MISSING_COMMA_IN_OBJECT = "Missing a comma or } after an object member.";
    static final String MISSING_COMMA_IN_ARRAY = "Missing a comma or ] after an array element.";
    static final String MISSING_QUOTE = "Missing a closing quotation mark in string.";
    static final String INVALID_ESCAPE = "Invalid escape character in string.";
    static final String INVALID_HEX = "Incorrect hex digit after \\u escape in string.";
    static final String INVALID_SURROGATE = "The surrogate pair in string is invalid.";
    static final String INVALID_ENCODING = "Invalid encoding in string.";
    static final String MISSING_FRACTION = "Miss fraction part in number.";
    static final String MISSING_EXPONENT = "Miss exponent in number.";
    static final String TOO_DEEP = "Nested deeper than " + JsonReader.DEPTH_MAX + " levels.";

    private static final long serialVersionUID = 1L;

    private final String text;
    private final int offset;

    JsonSyntaxException(String text, int offset) {
        super(text + " at offset: " + offset, null, false, false);
        this.text = text;
        this.offset = offset;
    }

    /** What is wrong, without the place: {@code Invalid value.} */
    public String text() {
        return text;
    }

    /** Where, in bytes from the start of the document. */
    public int offset() {
        return offset;
    }
}
