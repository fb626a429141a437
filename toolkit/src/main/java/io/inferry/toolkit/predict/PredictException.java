package io.inferry.toolkit.predict;

/** What the person at the shell should read. */
final class PredictException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PredictException(String message) {
        super(message);
    }
}
