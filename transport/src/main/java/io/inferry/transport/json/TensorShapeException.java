package io.inferry.transport.json;

/** Nested lists are not one tensor. Carries no stack trace: it is the caller's mistake. */
public final class TensorShapeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // never serialised
    private final ShapeMismatch mismatch;

    TensorShapeException(ShapeMismatch mismatch) {
        super(mismatch.text(), null, false, false);
        this.mismatch = mismatch;
    }

    /** What is wrong. */
    public ShapeMismatch mismatch() {
        return mismatch;
    }
}
