package io.inferry.protocol.scoring;

import io.inferry.api.ErrorCode;
import io.inferry.api.ServingException;
import io.inferry.transport.http.Bytes;
import io.inferry.transport.http.HttpResponse;
import io.inferry.transport.http.HttpResponse.Header;
import io.inferry.transport.json.FloatStyle;
import io.inferry.transport.json.JsonWriter;
import java.util.List;

/** Failures as the clients of each dialect read them. */
final class Errors {
    /** The de-facto status for a caller that has left; nobody reads it but logs. */
    private static final int CLIENT_CLOSED_REQUEST = 499;

    private static final Header RETRY_AFTER = new Header("Retry-After", "1");

    private Errors() {}

    /** The one mapping from error codes to HTTP statuses. */
    static int status(ErrorCode code) {
        return switch (code) {
            case INVALID_ARGUMENT, FAILED_PRECONDITION -> 400;
            case PERMISSION_DENIED -> 403;
            case NOT_FOUND -> 404;
            case CONFLICT -> 409;
            case TOO_LARGE -> 413;
            case CANCELLED -> CLIENT_CLOSED_REQUEST;
            // As Open Inference Protocol on the same port.
            case RESOURCE_EXHAUSTED, UNAVAILABLE -> 503;
            case DEADLINE_EXCEEDED -> 504;
            case UNIMPLEMENTED -> 501;
            case INVALID_MODEL, INTERNAL -> 500;
        };
    }

    static HttpResponse response(Dialect dialect, ServingException failure) {
        int status = status(failure.code());
        HttpResponse plain =
                HttpResponse.json(status, body(dialect, name(failure.code()), failure.text()));
        return status == 503 ? with(plain, RETRY_AFTER) : plain;
    }

    /** A failure that has a status only. */
    static HttpResponse response(Dialect dialect, int status, String text) {
        return HttpResponse.json(status, body(dialect, name(status), text));
    }

    static HttpResponse notAllowed(Dialect dialect, String asked, String allowed) {
        return with(
                response(dialect, 405, asked + " is not there; allowed: " + allowed),
                new Header("Allow", allowed));
    }

    private static HttpResponse with(HttpResponse plain, Header header) {
        return new HttpResponse(plain.status(), plain.contentType(), List.of(header), plain.body());
    }

    private static Bytes body(Dialect dialect, String code, String text) {
        JsonWriter json = new JsonWriter(FloatStyle.SHORTEST).beginObject();
        switch (dialect) {
            case KSERVE -> json.name("error").string(text);
            case INVOCATIONS -> json.name("error_code").string(code).name("message").string(text);
        }
        return json.endObject().toBytes();
    }

    /** As MLflow names them. */
    private static String name(ErrorCode code) {
        return switch (code) {
            case INVALID_ARGUMENT, TOO_LARGE -> "BAD_REQUEST";
            case FAILED_PRECONDITION -> "INVALID_STATE";
            case PERMISSION_DENIED -> "PERMISSION_DENIED";
            case NOT_FOUND -> "RESOURCE_DOES_NOT_EXIST";
            case CONFLICT -> "RESOURCE_CONFLICT";
            case CANCELLED -> "CANCELLED";
            case RESOURCE_EXHAUSTED -> "REQUEST_LIMIT_EXCEEDED";
            case UNAVAILABLE -> "TEMPORARILY_UNAVAILABLE";
            case DEADLINE_EXCEEDED -> "DEADLINE_EXCEEDED";
            case UNIMPLEMENTED -> "NOT_IMPLEMENTED";
            case INVALID_MODEL, INTERNAL -> "INTERNAL_ERROR";
        };
    }

    private static String name(int status) {
        return switch (status) {
            case 404 -> "ENDPOINT_NOT_FOUND";
            case 500 -> "INTERNAL_ERROR";
            case 503 -> "TEMPORARILY_UNAVAILABLE";
            default -> "BAD_REQUEST";
        };
    }
}
