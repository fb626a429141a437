package io.inferry.transport.grpc;

import io.inferry.api.ServingException;
import java.util.Optional;
import java.util.concurrent.Executor;

/** One call in progress. */
public interface GrpcCall<A> {
    /** Ends the call with an answer. */
    void answer(A answer);

    /** Ends the call with a status; the code is the transport's one mapping from ErrorCode. */
    void fail(ServingException failure);

    /**
     * The first value of a header (ASCII metadata) that the caller sent; the name is
     * case-insensitive. Empty also for a name that no such metadata can have.
     */
    Optional<String> header(String name);

    /**
     * Who calls: the name in the certificate that the caller showed and TLS verified, its first
     * URI, else its first DNS name, else its common name; empty where none was asked for. Called on
     * the I/O thread.
     */
    Optional<String> caller();

    /**
     * Adds a header (ASCII metadata) to what the call ends with: before the answer, or beside the
     * status of a failure. Replaces one of that name. Called before the call ends, by the thread
     * that ends it or one before.
     *
     * @param value visible ASCII and spaces
     */
    void answerHeader(String name, String value);

    /** On {@link System#nanoTime()}'s clock; {@link Long#MAX_VALUE} when the caller set none. */
    long deadlineNanos();

    /** When the message arrived wholly, on {@link System#nanoTime()}'s clock. */
    long arrivedNanos();

    /** Runs tasks on this call's I/O thread after it has read everything that was ready. */
    Executor ioThread();

    /** Calls back when the caller cancels or leaves. */
    void onCancel(Runnable action);
}
