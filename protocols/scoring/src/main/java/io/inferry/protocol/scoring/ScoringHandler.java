package io.inferry.protocol.scoring;

import io.inferry.api.ServingException;
import io.inferry.transport.ProtocolContext;
import io.inferry.transport.http.HttpHandler;
import io.inferry.transport.http.HttpRefusal;
import io.inferry.transport.http.HttpRequest;
import io.inferry.transport.http.HttpResponder;
import io.inferry.transport.http.HttpResponse;
import java.util.Optional;

/** Finds the route of a request and hands it to who answers it. */
final class ScoringHandler implements HttpHandler {
    private final Scoring scoring;
    private final StatusPages pages;

    ScoringHandler(ProtocolContext context, ScoringOptions options) {
        scoring = new Scoring(context, options);
        pages = new StatusPages(context.management());
    }

    @Override
    public boolean handle(HttpRequest request, HttpResponder responder) {
        Dialect dialect = Dialect.ofPath(request.path());
        try {
            Optional<Route> route = Routes.of(request.path());
            if (route.isEmpty()) {
                return false;
            }
            if (!request.method().equals(route.get().method())) {
                String asked = request.method() + " " + request.path();
                responder.send(Errors.notAllowed(dialect, asked, route.get().method()));
                return true;
            }
            answer(route.get(), request, responder);
        } catch (ServingException e) {
            responder.send(Errors.response(dialect, e));
        }
        return true;
    }

    private void answer(Route route, HttpRequest request, HttpResponder responder) {
        switch (route) {
            case Route.Ask ask -> scoring.answer(ask, request, responder);
            case Route.Alive _ -> responder.send(pages.alive());
            case Route.Ping _ -> responder.send(pages.ping());
            case Route.ServerVersion _ -> responder.send(pages.serverVersion());
            case Route.Models _ -> responder.send(pages.models());
            case Route.ModelReady ready -> responder.send(pages.modelReady(ready.model()));
        }
    }

    @Override
    public HttpResponse refusal(HttpRefusal refusal) {
        String target = refusal.target();
        String path = target.substring(target.indexOf(' ') + 1);
        return Errors.response(Dialect.ofPath(path), refusal.status(), refusal.text());
    }
}
