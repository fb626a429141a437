package io.inferry.transport.listen;

import java.time.Duration;

/** One bound address. */
sealed interface Listener permits HttpListener, GrpcListener {
    /** As endpoints and configuration name it. */
    String name();

    /** Its numbers now. */
    ListenerStatus status();

    /** Takes no more connections, closes idle ones; returns when the sockets are closed. */
    void stopAccepting();

    /** Waits for what is in flight after {@link #stopAccepting}; false when time ran out first. */
    boolean awaitIdle(Duration timeout);

    /** Closes whatever is still open. */
    void close();
}
