package io.inferry.api.inference;

import io.inferry.api.ServingException;
import io.inferry.api.model.ModelDescription;

/**
 * A routed request that holds its version. The caller reads its input by {@link #model()} and then
 * calls exactly one of {@link #run} and {@link #fail}.
 */
public interface Call {
    /** The version that will answer. */
    ModelDescription model();

    /**
     * Runs the request. Takes over its tensors, whatever happens. The handler is called exactly
     * once: now or later, on this thread, an instance's or another caller's.
     */
    void run(InferenceRequest request, ReplyHandler handler);

    /**
     * Ends the call without running: the input could not be read. Observers are told; the lease
     * ends.
     */
    void fail(ServingException failure);
}
