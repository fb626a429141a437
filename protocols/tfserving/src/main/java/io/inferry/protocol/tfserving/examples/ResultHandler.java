package io.inferry.protocol.tfserving.examples;

import io.inferry.api.ServingException;
import io.inferry.api.model.ModelId;

/** Takes what became of a head's run. Called exactly once, on the request's I/O thread. */
public interface ResultHandler {
    /**
     * It went well.
     *
     * @param result valid only during the call
     * @throws ServingException when it cannot be told
     */
    void answered(ModelId id, ExampleResult result);

    /** It did not; also when {@link #answered} threw. */
    void failed(ServingException failure);
}
