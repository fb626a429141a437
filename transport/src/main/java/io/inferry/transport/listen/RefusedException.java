package io.inferry.transport.listen;

/** A request that the listener itself refuses; never leaves this package. */
final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String text;

    RefusedException(int status, String text) {
        super(text, null, false, false);
        this.status = status;
        this.text = text;
    }

    int status() {
        return status;
    }

    String text() {
        return text;
    }
}
