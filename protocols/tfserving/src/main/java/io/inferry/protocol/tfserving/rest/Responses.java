package io.inferry.protocol.tfserving.rest;

import io.inferry.api.ServingException;
import io.inferry.protocol.tfserving.wire.Options;
import io.inferry.protocol.tfserving.wire.WireCode;
import io.inferry.transport.http.Bytes;
import io.inferry.transport.http.HttpResponse;
import io.inferry.transport.http.HttpResponse.Header;
import java.util.List;

/** Responses with the headers that every one of them carries. */
final class Responses {
    private static final String JSON = "application/json";

    private static final List<Header> CORS_HEADERS =
            List.of(
                    new Header("Access-Control-Allow-Origin", "*"),
                    new Header("Access-Control-Allow-Methods", "POST, GET"),
                    new Header("Access-Control-Allow-Headers", "Content-Type"));

    private final List<Header> headers;

    Responses(Options options) {
        headers = options.cors() ? CORS_HEADERS : List.of();
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
