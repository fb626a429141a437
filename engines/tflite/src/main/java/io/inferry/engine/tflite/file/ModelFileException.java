package io.inferry.engine.tflite.file;

import java.io.IOException;

/** The bytes are not a whole TensorFlow Lite model; the message says why, in half a sentence. */
final class ModelFileException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String reason;

    ModelFileException(String reason) {
        super(reason);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
