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

    /** A header (ASCII metadata) that the caller sent. */
    Optional<String> header(String name);

    /** On {@link System#nanoTime()}'s clock; {@link Long#MAX_VALUE} when the caller set none. */
    long deadlineNanos();

    /** When the message arrived wholly, on {@link System#nanoTime()}'s clock. */
    long arrivedNanos();

    /** Runs tasks on this call's I/O thread after it has read everything that was ready. */
    Executor ioThread();

    /** Calls back when the caller cancels or leaves. */
    void onCancel(Runnable action);
}
