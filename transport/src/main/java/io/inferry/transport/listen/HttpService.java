package io.inferry.transport.listen;

import io.inferry.transport.http.HttpHandler;
import io.inferry.transport.http.HttpRefusal;
import io.inferry.transport.http.HttpResponse;
import java.util.List;

/**
 * What one HTTP listener serves, and within which limits.
 *
 * @param handlers asked in turn; the first speaks for the listener where none took a request
 */
record HttpService(String listener, List<HttpHandler> handlers, ListenContext context) {
    HttpService {
        handlers = List.copyOf(handlers);
        if (handlers.isEmpty()) {
            throw new IllegalArgumentException("listener '" + listener + "' has no handler");
        }
    }

    ListenLimits limits() {
        return context.limits();
    }

    /** Hands a whole request to the first handler that takes it. */
    void serve(HttpExchange exchange) {
        for (HttpHandler handler : handlers) {
            try {
                if (handler.handle(exchange, exchange)) {
                    return;
                }
            } catch (RuntimeException e) {
                context.observer().failed(listener, exchange.target(), e);
                String text = "the server failed while it answered " + exchange.target();
                exchange.send(refusalOf(handler, new HttpRefusal(500, text, exchange.target())));
                return;
            }
        }
        exchange.send(refusal(404, "nothing is served at " + exchange.target(), exchange.target()));
    }

    /** The response for a request that the listener refuses. */
    HttpResponse refusal(int status, String text, String target) {
        return refusalOf(handlers.getFirst(), new HttpRefusal(status, text, target));
    }

    private HttpResponse refusalOf(HttpHandler handler, HttpRefusal refusal) {
        try {
            return handler.refusal(refusal);
        } catch (RuntimeException e) {
            context.observer().failed(listener, "refusal " + refusal.status(), e);
            return HttpResponse.text(refusal.status(), refusal.text());
        }
    }
}
