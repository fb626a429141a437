package io.inferry.experiment.store;

/**
 * The one exception of this module: something could not be kept or read back. The message says what
 * was done, where (file and offset, or database) and why it failed; it never holds a password. What
 * was kept before stays kept, and the same object can be used again once the cause is gone, unless
 * the reason says otherwise.
 */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What the owner can do about it. */
    public enum Reason {
        /** The directory belongs to a living process. */
        OWNED,
        /** The disk refuses: full, read-only, broken. Try again later; nothing was kept halfway. */
        DISK,
        /** The payload is larger than the limit that the message names. */
        TOO_LARGE,
        /** The database cannot be reached, or the answer did not come in time. Try again later. */
        AWAY,
        /** The database answered no: credentials, rights, a schema of a newer program. */
        REFUSED,
        /** Closed before: this object does nothing more. */
        CLOSED
    }

    private final Reason reason;

    /** Without a failure beneath. */
    public StoreException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** With the failure that led to it. */
    public StoreException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** What kind of failure this is. */
    public Reason reason() {
        return reason;
    }
}
