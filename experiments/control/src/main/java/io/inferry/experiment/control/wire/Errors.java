package io.inferry.experiment.control.wire;

import io.inferry.api.ErrorCode;
import io.inferry.api.ServingException;
import io.inferry.transport.http.HttpResponse;
import java.util.List;
import java.util.Map;

/** Failures as callers read them: {@code {"error": {"code": …, "message": …}}}. */
final class Errors {
    /** When to come again: what fills up here empties within a second. */
    private static final HttpResponse.Header RETRY_AFTER =
            new HttpResponse.Header("Retry-After", "1");

    private Errors() {}

    static HttpResponse response(ServingException failure) {
        return response(failure.code(), failure.text());
    }

    static HttpResponse response(ErrorCode code, String message) {
        HttpResponse plain = response(status(code), code.name(), message);
        return code.retryable() ? with(plain, RETRY_AFTER) : plain;
    }

    static HttpResponse response(int status, String code, String message) {
        return Json.response(status, Map.of("error", Map.of("code", code, "message", message)));
    }

    static HttpResponse notAllowed(String asked, String allowed) {
        return with(
                response(405, "METHOD_NOT_ALLOWED", asked + " is not there; allowed: " + allowed),
                new HttpResponse.Header("Allow", allowed));
    }

    private static HttpResponse with(HttpResponse plain, HttpResponse.Header header) {
        return new HttpResponse(plain.status(), plain.contentType(), List.of(header), plain.body());
    }

    /** A listener's refusal has a status but no code. */
    static String name(int status) {
        return switch (status) {
            case 404 -> ErrorCode.NOT_FOUND.name();
            case 408 -> ErrorCode.DEADLINE_EXCEEDED.name();
            case 413, 414, 431 -> ErrorCode.TOO_LARGE.name();
            case 500 -> ErrorCode.INTERNAL.name();
            case 503 -> ErrorCode.UNAVAILABLE.name();
            default -> ErrorCode.INVALID_ARGUMENT.name();
        };
    }

    static int status(ErrorCode code) {
        return switch (code) {
            case INVALID_ARGUMENT -> 400;
            case NOT_FOUND -> 404;
            case CONFLICT, FAILED_PRECONDITION -> 409;
            case TOO_LARGE -> 413;
            case PERMISSION_DENIED -> 403;
            case CANCELLED -> 499;
            case RESOURCE_EXHAUSTED -> 429;
            case DEADLINE_EXCEEDED -> 504;
            case UNAVAILABLE -> 503;
            case UNIMPLEMENTED -> 501;
            case INVALID_MODEL, INTERNAL -> 500;
        };
    }
}
