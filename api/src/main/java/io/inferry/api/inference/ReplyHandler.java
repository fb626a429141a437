package io.inferry.api.inference;

/**
 * Takes the one reply of a call. Must not block and must not throw: it may run on an instance's
 * thread.
 */
@FunctionalInterface
public interface ReplyHandler {
    /** An {@link Answer} becomes the handler's to close. */
    void onReply(Reply reply);
}
