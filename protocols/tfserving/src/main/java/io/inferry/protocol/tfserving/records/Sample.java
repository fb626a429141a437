package io.inferry.protocol.tfserving.records;

import io.inferry.api.inference.Answer;

/** What is kept of a request until it is answered. */
@FunctionalInterface
public interface Sample {
    /** A request that is not logged. */
    Sample NONE = answer -> {};

    /** The answer, still open; what is needed of it is copied. Never throws. */
    void answered(Answer answer);
}
