package io.inferry.engine.tensorflow;

import io.inferry.api.ErrorCode;
import io.inferry.api.ServingException;

/** What TensorFlow says of a call that failed, in its own words. */
final class TensorFlowException extends Exception {
    private static final long serialVersionUID = 1L;

    private final StatusCode code;
    private final String text;

    TensorFlowException(StatusCode code, String text) {
        super(code + ": " + text, null, false, false);
        this.code = code;
        this.text = text;
    }

    /** The failure of a run: clients of TensorFlow Serving know its text. */
    ServingException ofRun() {
        ErrorCode errorCode = code.errorCode();
        return ServingException.of(errorCode, text, this);
    }

    /** The failure of a load. */
    ServingException ofLoad(Object artifact) {
        if (code == StatusCode.RESOURCE_EXHAUSTED) {
            return ServingException.resourceExhausted(artifact + ": " + text);
        }
        return ServingException.invalidModel(artifact + " does not load: " + text, this);
    }
}
