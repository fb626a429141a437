package io.inferry.transport.http;

/** Answers requests. Called on an I/O thread: must not block. */
public interface HttpHandler {
    /**
     * Looks at a request and takes it or not.
     *
     * @return false when no route of this handler fits, so that the next handler of the listener is
     *     asked; after true the handler calls {@link HttpResponder#send} exactly once, now or later
     */
    boolean handle(HttpRequest request, HttpResponder responder);

    /**
     * The response for a request that the listener itself refuses (too large, too slow, bad
     * framing, or no handler took it), in this protocol's form.
     */
    HttpResponse refusal(HttpRefusal refusal);
}
