package io.inferry.transport.grpc;

/** Answers calls of one method. Called on an I/O thread: must not block. */
@FunctionalInterface
public interface GrpcHandler<Q, A> {
    /**
     * Takes the request and ends the call exactly once through {@code call}, now or later, on any
     * thread.
     */
    void handle(Q request, GrpcCall<A> call);
}
