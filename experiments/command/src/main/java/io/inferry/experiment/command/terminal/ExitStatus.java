package io.inferry.experiment.command.terminal;

import io.inferry.api.ErrorCode;

/** What a script learns from the exit status; docs/experiments.md lists them. */
public final class ExitStatus {
    /** All went well. */
    public static final int OK = 0;

    /** Something else went wrong; the message says what. */
    public static final int FAILED = 1;

    /** The command, the file or the definition is wrong. The status of picocli's own errors. */
    public static final int WRONG_INPUT = 2;

    /** Nobody answers, or not now. */
    public static final int NOT_THERE = 3;

    /** The server does not know that name. */
    public static final int NOT_FOUND = 4;

    /** The act does not fit the state that things are in. */
    public static final int CONFLICT = 5;

    /** As a shell has it for a command that was interrupted. */
    public static final int INTERRUPTED = 130;

    private ExitStatus() {}

    static int of(ErrorCode code) {
        return switch (code) {
            case INVALID_ARGUMENT, TOO_LARGE -> WRONG_INPUT;
            case UNAVAILABLE, DEADLINE_EXCEEDED, RESOURCE_EXHAUSTED -> NOT_THERE;
            case NOT_FOUND -> NOT_FOUND;
            case CONFLICT, FAILED_PRECONDITION -> CONFLICT;
            case PERMISSION_DENIED, CANCELLED, INVALID_MODEL, UNIMPLEMENTED, INTERNAL -> FAILED;
        };
    }
}
