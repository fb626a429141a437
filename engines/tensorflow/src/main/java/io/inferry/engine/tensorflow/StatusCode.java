package io.inferry.engine.tensorflow;

import io.inferry.api.ErrorCode;
import java.util.Optional;

/** TensorFlow's status codes, as tf_status.h numbers them. */
enum StatusCode {
    OK(0, ErrorCode.INTERNAL),
    CANCELLED(1, ErrorCode.CANCELLED),
    UNKNOWN(2, ErrorCode.INTERNAL),
    INVALID_ARGUMENT(3, ErrorCode.INVALID_ARGUMENT),
    DEADLINE_EXCEEDED(4, ErrorCode.DEADLINE_EXCEEDED),
    NOT_FOUND(5, ErrorCode.NOT_FOUND),
    ALREADY_EXISTS(6, ErrorCode.CONFLICT),
    PERMISSION_DENIED(7, ErrorCode.PERMISSION_DENIED),
    RESOURCE_EXHAUSTED(8, ErrorCode.RESOURCE_EXHAUSTED),
    FAILED_PRECONDITION(9, ErrorCode.FAILED_PRECONDITION),
    ABORTED(10, ErrorCode.INTERNAL),
    /** An index or a position beyond the end: other values would have met no such end. */
    OUT_OF_RANGE(11, ErrorCode.INVALID_ARGUMENT),
    UNIMPLEMENTED(12, ErrorCode.UNIMPLEMENTED),
    INTERNAL(13, ErrorCode.INTERNAL),
    UNAVAILABLE(14, ErrorCode.UNAVAILABLE),
    DATA_LOSS(15, ErrorCode.INTERNAL),
    UNAUTHENTICATED(16, ErrorCode.PERMISSION_DENIED);

    private static final StatusCode[] ALL = values();

    private final int number;
    private final ErrorCode errorCode;

    StatusCode(int number, ErrorCode errorCode) {
        this.number = number;
        this.errorCode = errorCode;
    }

    static StatusCode of(int number) {
        return Optional.of(number)
                .filter(index -> index >= 0 && index < ALL.length)
                .map(index -> ALL[index])
                .orElse(UNKNOWN);
    }

    int number() {
        return number;
    }

    /** What a request that ended so is answered with. */
    ErrorCode errorCode() {
        return errorCode;
    }
}
