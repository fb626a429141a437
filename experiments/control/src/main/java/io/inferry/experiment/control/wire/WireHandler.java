package io.inferry.experiment.control.wire;

import io.inferry.api.ErrorCode;
import io.inferry.api.ServingException;
import io.inferry.transport.http.HttpHandler;
import io.inferry.transport.http.HttpRefusal;
import io.inferry.transport.http.HttpRequest;
import io.inferry.transport.http.HttpResponder;
import io.inferry.transport.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the route and has its clerk answer; a known path with another method is 405 and says which
 * methods there are.
 */
final class WireHandler implements HttpHandler {
    private static final Logger LOG = LoggerFactory.getLogger(WireHandler.class);

    /** An act that takes longer is answered so, and goes on. */
    private static final long ANSWER_SECONDS_MAX = 30;

    private final List<Route> routes;

    WireHandler(List<Route> routes) {
        this.routes = List.copyOf(routes);
    }

    @Override
    public boolean handle(HttpRequest request, HttpResponder responder) {
        TreeSet<String> allowed = new TreeSet<>();
        for (Route route : routes) {
            Optional<String> name = route.match(request.path());
            if (name.isEmpty()) {
                continue;
            }
            if (route.answers(request.method())) {
                queue(route, name.get(), request, responder);
                return true;
            }
            allowed.add(route.method());
        }
        if (allowed.isEmpty()) {
            return false;
        }
        responder.send(
                Errors.notAllowed(
                        request.method() + " " + request.path(), String.join(", ", allowed)));
        return true;
    }

    private static void queue(
            Route route, String name, HttpRequest request, HttpResponder responder) {
        boolean taken = route.clerk().take(() -> act(route, name, request, responder));
        if (!taken) {
            responder.send(
                    Errors.response(
                            ErrorCode.RESOURCE_EXHAUSTED,
                            "too many requests wait for " + route.template() + " already"));
        }
    }

    private static void act(
            Route route, String name, HttpRequest request, HttpResponder responder) {
        try {
            var _ =
                    route.action()
                            .act(request, name)
                            .copy()
                            .orTimeout(ANSWER_SECONDS_MAX, TimeUnit.SECONDS)
                            .exceptionally(failure -> failed(route, failure))
                            .thenAccept(responder::send);
        } catch (RuntimeException failure) {
            responder.send(failed(route, failure));
        }
    }

    private static HttpResponse failed(Route route, Throwable failure) {
        return switch (failure) {
            case ServingException refused -> Errors.response(refused);
            case TimeoutException late ->
                    Errors.response(
                            ErrorCode.DEADLINE_EXCEEDED,
                            "no answer within %d s; GET the experiment to see how it stands"
                                    .formatted(ANSWER_SECONDS_MAX));
            case CompletionException wrapped when wrapped.getCause() != null ->
                    failed(route, wrapped.getCause());
            default -> {
                LOG.error("request failed route={}", route.template(), failure);
                yield Errors.response(
                        ErrorCode.INTERNAL,
                        "the server failed while it answered " + route.template());
            }
        };
    }

    @Override
    public HttpResponse refusal(HttpRefusal refusal) {
        return Errors.response(refusal.status(), Errors.name(refusal.status()), refusal.text());
    }
}
