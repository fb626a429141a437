package io.inferry.api.traffic;

import java.util.Optional;

/**
 * What a request says of itself beside its tensors. Nothing is read until somebody asks, so a model
 * without rules costs nothing. Valid on the thread that opens the call, until it is opened.
 */
@FunctionalInterface
public interface RequestFacts {
    /** A request that says nothing, as one of an embedding program. */
    RequestFacts NONE = field -> Optional.empty();

    /** The value; empty when the request does not have it. */
    Optional<String> value(RequestField field);
}
