package io.inferry.engine.pfa.document;

/** A document that Hadrian is not to see. */
final class UnfitException extends Exception {
    private static final long serialVersionUID = 1L;

    UnfitException(String reason) {
        super(reason);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
