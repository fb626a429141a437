package io.inferry.protocol.tfserving.wire;

import io.inferry.api.ErrorCode;

/**
 * What an error is called on this wire.
 *
 * @param httpStatus upstream's mapping from its codes
 * @param name upstream's name of the code, as the status page prints it
 */
public record WireCode(int httpStatus, String name) {
    /** What a failure of this kind is called. */
    public static WireCode of(ErrorCode code) {
        return switch (code) {
            case INVALID_ARGUMENT -> new WireCode(400, "INVALID_ARGUMENT");
            case NOT_FOUND -> new WireCode(404, "NOT_FOUND");
            case CONFLICT -> new WireCode(409, "ALREADY_EXISTS");
            case FAILED_PRECONDITION -> new WireCode(400, "FAILED_PRECONDITION");
            // Upstream has no such limit; 413 is what every client and proxy knows.
            case TOO_LARGE -> new WireCode(413, "RESOURCE_EXHAUSTED");
            case PERMISSION_DENIED -> new WireCode(403, "PERMISSION_DENIED");
            case CANCELLED -> new WireCode(499, "CANCELLED");
            case RESOURCE_EXHAUSTED -> new WireCode(429, "RESOURCE_EXHAUSTED");
            case DEADLINE_EXCEEDED -> new WireCode(504, "DEADLINE_EXCEEDED");
            case UNAVAILABLE -> new WireCode(503, "UNAVAILABLE");
            case INVALID_MODEL -> new WireCode(500, "INTERNAL");
            case UNIMPLEMENTED -> new WireCode(501, "UNIMPLEMENTED");
            case INTERNAL -> new WireCode(500, "INTERNAL");
        };
    }
}
