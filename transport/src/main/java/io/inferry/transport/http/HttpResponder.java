package io.inferry.transport.http;

/** Sends the one response of a request. May be called from any thread. */
@FunctionalInterface
public interface HttpResponder {
    /**
     * Sends it; without effect when the caller has left. The response's bytes are not to be changed
     * afterwards.
     */
    void send(HttpResponse response);
}
