package io.inferry.configuration;

/** A value is not what its key wants; the message begins with "must be". */
final class UnfitValueException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    UnfitValueException(String wanted, Node actual) {
        super("must be " + wanted + ", was " + actual.shown());
    }
}
