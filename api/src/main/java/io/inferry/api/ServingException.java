package io.inferry.api;

import org.jspecify.annotations.Nullable;

/**
 * The one exception that crosses a boundary. Its message is written for the person who has to act:
 * it names what was wrong and shows both sides. Stack traces are kept only where the server is to
 * blame, so that a flood of callers' mistakes costs little.
 */
public final class ServingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    private ServingException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(message, cause, true, code.blame() == ErrorCode.Blame.SERVER);
        this.code = code;
    }

    /** What kind of failure this is. */
    public ErrorCode code() {
        return code;
    }

    /** The message, never null. */
    public String text() {
        String message = getMessage();
        return message == null ? code.name() : message;
    }

    /** Any code, for texts that a protocol dictates. */
    public static ServingException of(ErrorCode code, String message) {
        return new ServingException(code, message, null);
    }

    /** Any code with the failure that led to it. */
    public static ServingException of(ErrorCode code, String message, Throwable cause) {
        return new ServingException(code, message, cause);
    }

    /** The request does not fit. */
    public static ServingException invalidArgument(String message) {
        return of(ErrorCode.INVALID_ARGUMENT, message);
    }

    /** What was asked for is not known. */
    public static ServingException notFound(String message) {
        return of(ErrorCode.NOT_FOUND, message);
    }

    /** The act is impossible in the present state. */
    public static ServingException failedPrecondition(String message) {
        return of(ErrorCode.FAILED_PRECONDITION, message);
    }

    /** Not ready: loading, draining, stopping. */
    public static ServingException unavailable(String message) {
        return of(ErrorCode.UNAVAILABLE, message);
    }

    /** A bound of the server is reached. */
    public static ServingException resourceExhausted(String message) {
        return of(ErrorCode.RESOURCE_EXHAUSTED, message);
    }

    /** The deadline passed. */
    public static ServingException deadlineExceeded(String message) {
        return of(ErrorCode.DEADLINE_EXCEEDED, message);
    }

    /** The artifact cannot become a model. */
    public static ServingException invalidModel(String message, Throwable cause) {
        return of(ErrorCode.INVALID_MODEL, message, cause);
    }

    /** The artifact cannot become a model. */
    public static ServingException invalidModel(String message) {
        return of(ErrorCode.INVALID_MODEL, message);
    }

    /** This server or engine does not do that. */
    public static ServingException unimplemented(String message) {
        return of(ErrorCode.UNIMPLEMENTED, message);
    }

    /** The model failed while it ran. */
    public static ServingException internal(String message, Throwable cause) {
        return of(ErrorCode.INTERNAL, message, cause);
    }

    /** An input's shape does not fit its signature. */
    public static ServingException shapeMismatch(String input, Object expected, Object actual) {
        return invalidArgument(
                "input '" + input + "' has shape " + actual + ", the model expects " + expected);
    }

    /** An input's dtype does not fit its signature. */
    public static ServingException dataTypeMismatch(String input, Object expected, Object actual) {
        return invalidArgument(
                "input '" + input + "' has dtype " + actual + ", the model expects " + expected);
    }
}
