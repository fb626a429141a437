package io.inferry.protocol.openinference.rest;

import io.inferry.api.ErrorCode;
import io.inferry.api.ServingException;
import io.inferry.transport.http.HttpResponse;
import io.inferry.transport.json.FloatStyle;
import io.inferry.transport.json.JsonWriter;
import java.util.List;

/** Failures as this protocol's clients read them: a status and {@code {"error": "..."}}. */
final class RestErrors {
    private static final String RETRY_AFTER_SECONDS = "1";

    /** The de-facto status for a caller that has left; nobody reads it but logs. */
    private static final int CLIENT_CLOSED_REQUEST = 499;

    private RestErrors() {}

    /** The one mapping from error codes to HTTP statuses. */
    static int status(ErrorCode code) {
        return switch (code) {
            case INVALID_ARGUMENT, FAILED_PRECONDITION -> 400;
            case PERMISSION_DENIED -> 403;
            case NOT_FOUND -> 404;
            case CONFLICT -> 409;
            case TOO_LARGE -> 413;
            case CANCELLED -> CLIENT_CLOSED_REQUEST;
            // Triton's status for a full queue. 429 would blame one caller for everybody's load.
            case RESOURCE_EXHAUSTED, UNAVAILABLE -> 503;
            case DEADLINE_EXCEEDED -> 504;
            case UNIMPLEMENTED -> 501;
            case INVALID_MODEL, INTERNAL -> 500;
        };
    }

    static HttpResponse response(ServingException failure) {
        int status = status(failure.code());
        return status == 503
                ? response(status, failure.text(), header("Retry-After", RETRY_AFTER_SECONDS))
                : response(status, failure.text());
    }

    static HttpResponse response(int status, String text, HttpResponse.Header... headers) {
        JsonWriter json = new JsonWriter(FloatStyle.SHORTEST);
        json.beginObject().name("error").string(text).endObject();
        return new HttpResponse(status, "application/json", List.of(headers), json.toBytes());
    }

    static HttpResponse.Header header(String name, String value) {
        return new HttpResponse.Header(name, value);
    }
}
