package io.inferry.protocol.tfserving.rest;

import io.inferry.api.ServingException;
import io.inferry.protocol.tfserving.wire.Options;
import io.inferry.protocol.tfserving.wire.Servables;
import io.inferry.transport.ProtocolContext;
import io.inferry.transport.http.HttpHandler;
import io.inferry.transport.http.HttpRefusal;
import io.inferry.transport.http.HttpRequest;
import io.inferry.transport.http.HttpResponder;
import io.inferry.transport.http.HttpResponse;

/** Finds the route of a request and has it answered. */
public final class RestHandler implements HttpHandler {
    private final Servables servables;
    private final StatusPage statusPage;
    private final Responses responses;
    private final Prediction prediction;
    private final ExampleCall exampleCall;

    /** Answers with these. */
    public RestHandler(ProtocolContext context, Options options) {
        servables = new Servables(context.inference(), context.management());
        statusPage = new StatusPage(context.management());
        responses = new Responses(options);
        prediction = new Prediction(servables, context.inference().memory(), responses, options);
        exampleCall = new ExampleCall(servables);
    }

    @Override
    public boolean handle(HttpRequest request, HttpResponder responder) {
        if (!Routes.covers(request.path())) {
            return false;
        }
        if (request.method().equals("OPTIONS")) {
            responder.send(preflight(request));
            return true;
        }
        try {
            String query = request.query();
            String target = query.isEmpty() ? request.path() : request.path() + '?' + query;
            dispatch(Routes.parse(request.method(), target), request, responder);
        } catch (ServingException e) {
            responder.send(responses.failed(e));
        }
        return true;
    }

    @Override
    public HttpResponse refusal(HttpRefusal refusal) {
        return responses.failed(refusal.status(), refusal.text());
    }

    private void dispatch(Route route, HttpRequest request, HttpResponder responder) {
        switch (route) {
            case Route.Predict predict -> prediction.answer(predict.model(), request, responder);
            case Route.Examples examples -> throw exampleCall.refuse(examples, request);
            case Route.Status status ->
                    responder.send(
                            responses.json(statusPage.render(status.name(), status.version())));
            case Route.Metadata metadata ->
                    responder.send(
                            responses.json(
                                    MetadataPage.render(servables.describe(metadata.model()))));
        }
    }

    /** A browser asks before it posts; upstream looks only at whether an origin is named. */
    private HttpResponse preflight(HttpRequest request) {
        String origin = request.header("Origin").orElse("");
        boolean named = origin.contains("http://") || origin.contains("https://");
        return responses.empty(named ? 200 : 400);
    }
}
