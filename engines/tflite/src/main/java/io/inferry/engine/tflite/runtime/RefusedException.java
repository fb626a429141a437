package io.inferry.engine.tflite.runtime;

/** The library does not take a model or its inputs; the message is what it said. */
public final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    RefusedException(String said) {
        super(said.isEmpty() ? "the library does not say why" : said);
    }

    /** What the library said. */
    public String said() {
        return String.valueOf(getMessage());
    }
}
