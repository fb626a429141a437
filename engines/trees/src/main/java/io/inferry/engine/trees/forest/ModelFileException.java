package io.inferry.engine.trees.forest;

/** The bytes are not a whole model, or ask for something that is not done here. */
public final class ModelFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Who is to blame: the file, or this evaluator. */
    public enum Kind {
        /** Truncated, inconsistent or hostile. */
        BROKEN,
        /** A sound file with something that is not evaluated here. */
        UNSUPPORTED
    }

    private final Kind kind;
    private final String reason;

    private ModelFileException(Kind kind, String reason) {
        super(reason, null, false, false);
        this.kind = kind;
        this.reason = reason;
    }

    /** The file is wrong; the reason is half a sentence. */
    public static ModelFileException broken(String reason) {
        return new ModelFileException(Kind.BROKEN, reason);
    }

    /** The file is right but cannot be evaluated here; the reason is half a sentence. */
    public static ModelFileException unsupported(String reason) {
        return new ModelFileException(Kind.UNSUPPORTED, reason);
    }

    /** Who is to blame. */
    public Kind kind() {
        return kind;
    }

    /** What is wrong, in half a sentence. */
    public String reason() {
        return reason;
    }
}
