package io.inferry.transport.listen;

/**
 * Is told what an operator would want to know of the sockets; the transport itself logs nothing.
 * Called on I/O threads: must not block.
 */
@FunctionalInterface
public interface ListenerObserver {
    /** Tells nobody. */
    ListenerObserver NONE = (listener, what, cause) -> {};

    /**
     * A handler or a connection failed in a way that is the server's fault. What callers do wrong
     * is answered, not reported.
     *
     * @param what what was being done, {@code POST /v1/models/x:predict}
     */
    void failed(String listener, String what, Throwable cause);
}
