package io.inferry.transport.listen;

import io.inferry.api.ServingException;

/** A gRPC message as the marshaller read it. */
sealed interface Received<Q> {
    /** How many bytes of the budget it holds. */
    int bytesHeld();

    /** It could be read. */
    record Request<Q>(Q message, int bytesHeld) implements Received<Q> {}

    /** It could not; the call is to fail with this. */
    record Refused<Q>(ServingException failure) implements Received<Q> {
        @Override
        public int bytesHeld() {
            return 0;
        }
    }
}
