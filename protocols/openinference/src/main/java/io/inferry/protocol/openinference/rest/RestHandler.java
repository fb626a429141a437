package io.inferry.protocol.openinference.rest;

import io.inferry.api.ErrorCode;
import io.inferry.api.ServingException;
import io.inferry.protocol.openinference.wire.ServerSettings;
import io.inferry.transport.ProtocolContext;
import io.inferry.transport.http.HttpHandler;
import io.inferry.transport.http.HttpRefusal;
import io.inferry.transport.http.HttpRequest;
import io.inferry.transport.http.HttpResponder;
import io.inferry.transport.http.HttpResponse;
import java.util.Optional;

/** Finds the route of a request and hands it to who answers it. */
public final class RestHandler implements HttpHandler {
    private final InferRoute infer;
    private final MetadataRoutes metadata;

    private RestHandler(InferRoute infer, MetadataRoutes metadata) {
        this.infer = infer;
        this.metadata = metadata;
    }

    /** The HTTP status of a failure. */
    public static int status(ErrorCode code) {
        return RestErrors.status(code);
    }

    /** A handler that answers with these. */
    public static RestHandler of(ProtocolContext context, ServerSettings settings) {
        return new RestHandler(
                new InferRoute(context.inference()),
                new MetadataRoutes(context.management(), settings));
    }

    @Override
    public boolean handle(HttpRequest request, HttpResponder responder) {
        try {
            Optional<Route> route = Route.of(request.path());
            route.ifPresent(found -> handle(found, request, responder));
            return route.isPresent();
        } catch (ServingException e) {
            responder.send(RestErrors.response(e));
            return true;
        }
    }

    private void handle(Route route, HttpRequest request, HttpResponder responder) {
        if (!request.method().equals(route.method())) {
            responder.send(
                    RestErrors.response(
                            405,
                            "Method Not Allowed: " + request.method() + " " + request.path(),
                            RestErrors.header("Allow", route.method())));
            return;
        }
        if (route instanceof Route.Infer wanted) {
            infer.handle(wanted, request, responder);
        } else {
            responder.send(metadata.answer(route, request.query()));
        }
    }

    @Override
    public HttpResponse refusal(HttpRefusal refusal) {
        String text = refusal.status() == 404 ? "Not Found: " + refusal.target() : refusal.text();
        return RestErrors.response(refusal.status(), text);
    }
}
