package io.inferry.protocol.admin;

import io.inferry.api.ErrorCode;
import io.inferry.api.ServingException;
import io.inferry.transport.http.HttpResponse;
import java.util.Map;

/** Failures as the admin API shows them: {@code {"error": {"code": …, "message": …}}}. */
final class Errors {
    private Errors() {}

    static HttpResponse response(ServingException failure) {
        return response(status(failure.code()), failure.code().name(), failure.text());
    }

    static HttpResponse response(int status, String code, String message) {
        return Json.response(status, Map.of("error", Map.of("code", code, "message", message)));
    }

    /** A listener's refusal has a status but no ErrorCode. */
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
