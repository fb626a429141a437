package io.inferry.engine.pfa;

import com.opendatagroup.hadrian.errors.PFARuntimeException;
import com.opendatagroup.hadrian.errors.PFATimeoutException;
import com.opendatagroup.hadrian.errors.PFAUserException;
import io.inferry.api.ErrorCode;
import io.inferry.api.ServingException;
import io.inferry.api.model.ModelId;
import io.inferry.engine.pfa.program.Reasons;

/** Turns what stops a document's program into the server's errors. */
final class Failures {
    private Failures() {}

    /**
     * A row that failed. What the document or the library of PFA refuses, it refuses for the row's
     * values: the caller's mistake. Anything else is the server's.
     */
    static ServingException ofRow(ModelId id, int row, Exception failure) {
        String text = "model %s, row %d: %s".formatted(id, row, Reasons.of(failure));
        return switch (failure) {
            case PFATimeoutException _ -> ServingException.deadlineExceeded(text);
            case PFAUserException _, PFARuntimeException _ ->
                    ServingException.invalidArgument(text);
            default -> ServingException.internal(text, failure);
        };
    }

    /** A row that the program called itself for, again and again. */
    static ServingException tooDeep(ModelId id, int row) {
        return ServingException.of(
                ErrorCode.INTERNAL,
                "model %s, row %d: the document's functions call each other too deep"
                        .formatted(id, row));
    }
}
