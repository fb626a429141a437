package io.inferry.engine.opencv.file;

/** A file is not what it should be; the message says where. */
public final class ModelFileException extends Exception {
    private static final long serialVersionUID = 1L;

    /** With what is wrong. */
    public ModelFileException(String message) {
        super(message);
    }

    /** What is wrong. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
