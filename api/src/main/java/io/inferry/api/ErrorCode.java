package io.inferry.api;

import static io.inferry.api.ErrorCode.Blame.CALLER;
import static io.inferry.api.ErrorCode.Blame.LOAD;
import static io.inferry.api.ErrorCode.Blame.SERVER;

/**
 * Every way in which a request or a management act can fail. Each protocol has one exhaustive
 * switch from this to its own wire, so a code added here fails to compile where it is not yet
 * answered.
 */
public enum ErrorCode {
    /**
     * The request cannot be understood or does not fit the model: wrong name, dtype, shape, syntax.
     */
    INVALID_ARGUMENT(CALLER, false),
    /** The model, version or signature asked for is not known. */
    NOT_FOUND(CALLER, false),
    /** The act conflicts with what exists, for example a label already in use. */
    CONFLICT(CALLER, false),
    /**
     * Understood, but impossible in the present state, for example a label for a version that is
     * not available.
     */
    FAILED_PRECONDITION(CALLER, false),
    /** The request is larger than a configured limit. */
    TOO_LARGE(CALLER, false),
    /** The caller may not do this. */
    PERMISSION_DENIED(CALLER, false),
    /** The caller left before the answer was there. */
    CANCELLED(CALLER, false),
    /** A queue or a memory budget is full. */
    RESOURCE_EXHAUSTED(LOAD, true),
    /** The deadline passed before the answer was there. */
    DEADLINE_EXCEEDED(LOAD, true),
    /** Known but not ready: loading, draining, stopping. */
    UNAVAILABLE(LOAD, true),
    /** The model file is broken, truncated or needs something that is not there. */
    INVALID_MODEL(SERVER, false),
    /** Asked for something that this server or engine does not do. */
    UNIMPLEMENTED(SERVER, false),
    /** The model failed while it ran, or the server has a bug. */
    INTERNAL(SERVER, false);

    /** Who has to act. */
    public enum Blame {
        /** The caller sent something wrong: sending it again will not help. */
        CALLER,
        /** There is too much to do: sending it again later may help. */
        LOAD,
        /** The server, the model or its files: an operator has to look. */
        SERVER
    }

    private final Blame blame;
    private final boolean retryable;

    ErrorCode(Blame blame, boolean retryable) {
        this.blame = blame;
        this.retryable = retryable;
    }

    /** Who has to act. */
    public Blame blame() {
        return blame;
    }

    /** Whether the same request may succeed a little later. */
    public boolean retryable() {
        return retryable;
    }
}
