package io.inferry.protocol.tfserving.rest;

import io.inferry.api.ServingException;
import io.inferry.api.inference.Exchange;
import io.inferry.protocol.tfserving.wire.Options;
import io.inferry.protocol.tfserving.wire.WireCode;
import io.inferry.transport.RouteHeaders;
import io.inferry.transport.http.Bytes;
import io.inferry.transport.http.HttpResponse;
import io.inferry.transport.http.HttpResponse.Header;
import java.util.ArrayList;
import java.util.List;

/** Responses with the headers that every one of them carries. */
final class Responses {
    private static final String JSON = "application/json";

    private static final List<Header> CORS_HEADERS =
            List.of(
                    new Header("Access-Control-Allow-Origin", "*"),
                    new Header("Access-Control-Allow-Methods", "POST, GET"),
                    new Header("Access-Control-Allow-Headers", "Content-Type"));

    private static final Header EXPOSED =
            new Header("Access-Control-Expose-Headers", RouteHeaders.NAMES);

    private final List<Header> headers;
    private final boolean cors;

    Responses(Options options) {
        cors = options.cors();
        headers = cors ? CORS_HEADERS : List.of();
    }

    /** The response with the route's headers; itself where the traffic is not divided. */
    HttpResponse routed(HttpResponse response, Exchange exchange) {
        if (exchange.assignment().isEmpty()) {
            return response;
        }
        return RouteHeaders.on(cors ? exposing(response) : response, exchange);
    }

    private static HttpResponse exposing(HttpResponse response) {
        List<Header> headers = new ArrayList<>(response.headers());
        headers.add(EXPOSED);
        return new HttpResponse(
                response.status(), response.contentType(), headers, response.body());
    }

    HttpResponse json(Bytes body) {
        return new HttpResponse(200, JSON, headers, body);
    }

    HttpResponse failed(ServingException failure) {
        return failed(WireCode.of(failure.code()).httpStatus(), failure.text());
    }

    HttpResponse failed(int status, String text) {
        PrettyWriter json = PrettyWriter.likeRapidJson();
        json.beginObject().key("error").string(text).endObject();
        return new HttpResponse(status, JSON, headers, json.toBytes());
    }

    HttpResponse empty(int status) {
        return new HttpResponse(status, "", headers, Bytes.EMPTY);
    }
}
