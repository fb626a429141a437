package io.inferry.protocol.admin;

import io.inferry.api.ServingException;
import io.inferry.transport.http.HttpHandler;
import io.inferry.transport.http.HttpRefusal;
import io.inferry.transport.http.HttpRequest;
import io.inferry.transport.http.HttpResponder;
import io.inferry.transport.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Finds the route and answers; a known path with another method is 405 and says which methods there
 * are.
 */
final class AdminHandler implements HttpHandler {
    private final List<Route> routes;

    AdminHandler(List<Route> routes) {
        this.routes = routes;
    }

    @Override
    public boolean handle(HttpRequest request, HttpResponder responder) {
        TreeSet<String> allowed = new TreeSet<>();
        for (Route route : routes) {
            Optional<Map<String, String>> variables = matched(route, request.path());
            if (variables.isEmpty()) {
                continue;
            }
            if (fits(route.method(), request.method())) {
                responder.send(answer(route, request, variables.get()));
                return true;
            }
            allowed.add(route.method());
        }
        if (allowed.isEmpty()) {
            return false;
        }
        responder.send(notAllowed(request, String.join(", ", allowed)));
        return true;
    }

    @Override
    public HttpResponse refusal(HttpRefusal refusal) {
        String text =
                refusal.status() == 404
                        ? "no such route: " + refusal.target() + "; GET /openapi.json lists them"
                        : refusal.text();
        return Errors.response(refusal.status(), Errors.name(refusal.status()), text);
    }

    private static Optional<Map<String, String>> matched(Route route, String path) {
        try {
            return route.match(path);
        } catch (IllegalArgumentException badEncoding) {
            return Optional.empty();
        }
    }

    private static boolean fits(String offered, String asked) {
        return offered.equals(asked) || (offered.equals("GET") && asked.equals("HEAD"));
    }

    private static HttpResponse answer(
            Route route, HttpRequest request, Map<String, String> variables) {
        try {
            return route.action().act(request, variables);
        } catch (ServingException e) {
            return Errors.response(e);
        }
    }

    private static HttpResponse notAllowed(HttpRequest request, String allowed) {
        HttpResponse plain =
                Errors.response(
                        405,
                        "METHOD_NOT_ALLOWED",
                        request.method()
                                + " "
                                + request.path()
                                + " is not there; allowed: "
                                + allowed);
        return new HttpResponse(
                405,
                plain.contentType(),
                List.of(new HttpResponse.Header("Allow", allowed)),
                plain.body());
    }
}
