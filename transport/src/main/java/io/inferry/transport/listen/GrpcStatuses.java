package io.inferry.transport.listen;

import io.grpc.Status;
import io.inferry.api.ErrorCode;
import io.inferry.api.ServingException;
import java.nio.charset.StandardCharsets;

/** From our errors to gRPC's: one mapping for every protocol. */
public final class GrpcStatuses {
    /** A status travels in a header, and callers limit those. */
    static final int TEXT_BYTES_MAX = 1_024;

    private static final String CUT = "...TRUNCATED";

    private GrpcStatuses() {}

    /** What gRPC calls a failure, for the page of errors. */
    public static String name(ErrorCode code) {
        return code(code).name();
    }

    static Status of(ServingException failure) {
        return code(failure.code()).toStatus().withDescription(cut(failure.text()));
    }

    static Status.Code code(ErrorCode code) {
        return switch (code) {
            case INVALID_ARGUMENT -> Status.Code.INVALID_ARGUMENT;
            case NOT_FOUND -> Status.Code.NOT_FOUND;
            case CONFLICT -> Status.Code.ALREADY_EXISTS;
            case FAILED_PRECONDITION -> Status.Code.FAILED_PRECONDITION;
            case TOO_LARGE, RESOURCE_EXHAUSTED -> Status.Code.RESOURCE_EXHAUSTED;
            case PERMISSION_DENIED -> Status.Code.PERMISSION_DENIED;
            case CANCELLED -> Status.Code.CANCELLED;
            case DEADLINE_EXCEEDED -> Status.Code.DEADLINE_EXCEEDED;
            case UNAVAILABLE -> Status.Code.UNAVAILABLE;
            case UNIMPLEMENTED -> Status.Code.UNIMPLEMENTED;
            case INVALID_MODEL, INTERNAL -> Status.Code.INTERNAL;
        };
    }

    /** Cuts between characters, never inside one. */
    static String cut(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= TEXT_BYTES_MAX) {
            return text;
        }
        int end = TEXT_BYTES_MAX;
        while ((bytes[end] & 0xC0) == 0x80) {
            end--;
        }
        return new String(bytes, 0, end, StandardCharsets.UTF_8) + CUT;
    }
}
