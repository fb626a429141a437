package io.inferry.api.inference;

import io.inferry.api.ServingException;

/** How a call ended. */
public sealed interface Reply permits Answer, Reply.Failure {
    /** It failed; there is nothing to close. */
    record Failure(ServingException exception) implements Reply {}
}
