package io.inferry.protocol.tfserving.rest;

import io.inferry.api.ServingException;
import io.inferry.api.inference.Exchange;
import io.inferry.api.observer.MetricsPage;
import io.inferry.protocol.tfserving.examples.Heads;
import io.inferry.protocol.tfserving.monitoring.Api;
import io.inferry.protocol.tfserving.monitoring.CountedRequest;
import io.inferry.protocol.tfserving.monitoring.RequestCounts;
import io.inferry.protocol.tfserving.records.RequestLog;
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
    private final RequestCounts counts;
    private final Servables servables;
    private final StatusPage statusPage;
    private final Responses responses;
    private final Prediction prediction;
    private final ExampleCall exampleCall;
    private final Scraping scraping;

    /** Answers with these. */
    public RestHandler(
            ProtocolContext context, Options options, RequestCounts counts, RequestLog log) {
        this.counts = counts;
        servables = new Servables(context.inference(), context.management());
        statusPage = new StatusPage(context.management());
        responses = new Responses(options);
        RestCalls calls = new RestCalls(servables, options);
        prediction = new Prediction(calls, context.inference().memory(), log);
        exampleCall =
                new ExampleCall(
                        calls,
                        new Heads(options.methodNameChecked(), context.inference().memory()),
                        log);
        scraping =
                new Scraping(options.prometheusPath(), counts, context.observer(MetricsPage.class));
    }

    @Override
    public boolean handle(HttpRequest request, HttpResponder responder) {
        if (scraping.covers(request.path())) {
            responder.send(scraping.answer(request));
            return true;
        }
        if (!Routes.covers(request.path())) {
            return false;
        }
        if (request.method().equals("OPTIONS")) {
            responder.send(preflight(request));
            return true;
        }
        Route route;
        try {
            route = Routes.parse(request.method(), Scraping.target(request));
        } catch (ServingException e) {
            answer("", Api.REST_READ, request, responder).fail(e);
            return true;
        }
        dispatch(route, request, answer(route.name(), api(route), request, responder));
        return true;
    }

    @Override
    public HttpResponse refusal(HttpRefusal refusal) {
        return responses.failed(refusal.status(), refusal.text());
    }

    private RestAnswer answer(String model, Api api, HttpRequest request, HttpResponder responder) {
        CountedRequest counted = counts.begin(model, api, request.arrivedNanos());
        Exchange exchange =
                Exchange.begin(RestCalls.PROTOCOL, request.arrivedNanos(), request.ioThread());
        return new RestAnswer(responder, responses, counted, exchange);
    }

    private static Api api(Route route) {
        return switch (route) {
            case Route.Predict _ -> Api.REST_PREDICT;
            case Route.Examples examples ->
                    switch (examples.method()) {
                        case CLASSIFY -> Api.REST_CLASSIFY;
                        case REGRESS -> Api.REST_REGRESS;
                    };
            case Route.Status _, Route.Metadata _ -> Api.REST_READ;
        };
    }

    private void dispatch(Route route, HttpRequest request, RestAnswer out) {
        try {
            switch (route) {
                case Route.Predict predict -> prediction.answer(predict.model(), request, out);
                case Route.Examples examples -> exampleCall.answer(examples, request, out);
                case Route.Status status ->
                        out.send(statusPage.render(status.name(), status.version()));
                case Route.Metadata metadata ->
                        out.send(MetadataPage.render(servables.describe(metadata.model())));
            }
        } catch (ServingException e) {
            out.fail(e);
        }
    }

    /** A browser asks before it posts; upstream looks only at whether an origin is named. */
    private HttpResponse preflight(HttpRequest request) {
        String origin = request.header("Origin").orElse("");
        boolean named = origin.contains("http://") || origin.contains("https://");
        return responses.empty(named ? 200 : 400);
    }
}
