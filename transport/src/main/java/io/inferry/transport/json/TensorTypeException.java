package io.inferry.transport.json;

import io.inferry.api.tensor.DataType;

/**
 * A JSON value is no element of this type: another kind of value, an integer out of range, a
 * fraction where an integer belongs. Carries no stack trace: it is the caller's mistake.
 */
public final class TensorTypeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final DataType expected;
    private final Token found;
    private final String text;

    TensorTypeException(DataType expected, JsonTypeException cause) {
        super(
                "expected "
                        + cause.expected()
                        + " for a tensor of "
                        + expected
                        + ", found "
                        + cause.text(),
                null,
                false,
                false);
        this.expected = expected;
        this.found = cause.found();
        this.text = cause.text();
    }

    /** The tensor's type. */
    public DataType expected() {
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
}
