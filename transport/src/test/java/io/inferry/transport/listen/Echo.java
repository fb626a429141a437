package io.inferry.transport.listen;

import io.inferry.transport.Endpoint;
import io.inferry.transport.http.Bytes;
import io.inferry.transport.http.HttpHandler;
import io.inferry.transport.http.HttpRefusal;
import io.inferry.transport.http.HttpRequest;
import io.inferry.transport.http.HttpResponder;
import io.inferry.transport.http.HttpResponse;
import java.util.List;

/** Answers what it was sent, below {@code /echo}; refuses in a form of its own. */
final class Echo implements HttpHandler {
    static Endpoint endpoint(HttpHandler handler) {
        return new Endpoint.Http("test", 8080, handler);
    }

    @Override
    public boolean handle(HttpRequest request, HttpResponder responder) {
        if (!request.path().startsWith("/echo")) {
            return false;
        }
        var headers = List.of(new HttpResponse.Header("X-Method", request.method()));
        responder.send(new HttpResponse(200, "application/octet-stream", headers, request.body()));
        return true;
    }

    @Override
    public HttpResponse refusal(HttpRefusal refusal) {
        String json =
                "{\"error\":\"" + refusal.text() + "\",\"target\":\"" + refusal.target() + "\"}";
        return HttpResponse.json(refusal.status(), Bytes.utf8(json));
    }
}
