package io.inferry.engine.pmml.document;

/** Why a file does not become a model; whoever knows the file's name adds it. */
public final class ModelFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /** Whose limit it is. */
    public enum Kind {
        /** The file is not what it should be. */
        BROKEN,
        /** The file may be right, but asks for what this engine does not do. */
        UNSUPPORTED
    }

    private ModelFileException(Kind kind, String reason) {
        super(reason, null, false, false);
        this.kind = kind;
    }

    /** The file is not what it should be. */
    public static ModelFileException broken(String reason) {
        return new ModelFileException(Kind.BROKEN, reason);
    }

    /** The file asks for what this engine does not do. */
    public static ModelFileException unsupported(String reason) {
        return new ModelFileException(Kind.UNSUPPORTED, reason);
    }

    /** Whose limit it is. */
    public Kind kind() {
        return kind;
    }

    /** The reason, never null. */
    public String reason() {
        String message = getMessage();
        return message == null ? kind.name() : message;
    }
}
